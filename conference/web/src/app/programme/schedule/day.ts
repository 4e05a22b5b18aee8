import { Component, computed, inject, input } from '@angular/core';
import { slotEnd } from '../publication/day-file';
import type { DayFile } from '../publication/day-file';
import type { Programme } from '../publication/programme';
import { Clock } from '../time/clock';
import { dayTitle } from '../time/dates';
import { Times } from '../time/times';
import type { View } from './filter-query';
import { columnStarts, rowAt, template, usedRows, usedShares } from './grid-lines';
import { SlotCard } from './slot-card';

const COLUMN = 'minmax(var(--column), 1fr)';
const ROW = 'minmax(var(--row), auto)';

/** A day: a list in order of time that wide screens lay out as rooms × time. */
@Component({
  selector: 'section[confDay]',
  imports: [SlotCard],
  templateUrl: './day.html',
  host: {
    '[id]': "'day-' + file().date",
    '[attr.aria-labelledby]': "'day-' + file().date + '-title'",
    '[hidden]': 'empty()',
  },
})
export class Day {
  readonly file = input.required<DayFile>({ alias: 'confDay' });
  readonly programme = input.required<Programme>();
  /** Numbers of the slots that a filter lets through; every slot where there is no filter. */
  readonly shown = input<ReadonlySet<number>>();
  readonly view = input.required<View>();

  private readonly clock = inject(Clock);
  private readonly times = inject(Times);

  protected readonly title = computed(() => dayTitle(this.file().date));
  protected readonly starts = computed(() => columnStarts(this.file().grid.columns));
  /** How many columns have a size. */
  protected readonly columns = computed(
    () => this.lanes()?.filter(Boolean).length ?? (this.starts().at(-1) ?? 2) - 1,
  );
  protected readonly empty = computed(() => {
    const shown = this.shown();
    return shown !== undefined && !this.file().slots.some((slot) => shown.has(slot.number));
  });

  private readonly shares = computed(() => {
    const shown = this.shown();
    return shown && usedShares(this.file(), shown);
  });
  private readonly rows = computed(() => {
    const shown = this.shown();
    return shown && usedRows(this.file(), shown);
  });

  /** A filtered grid keeps its geometry; tracks that nothing stands in lose their size. */
  private readonly lanes = computed(() =>
    this.shares()?.flatMap((used, share) =>
      new Array<boolean>(this.file().grid.columns[share]?.lanes ?? 1).fill(used),
    ),
  );
  protected readonly columnTemplate = computed(() => {
    const lanes = this.lanes();
    return lanes ? `var(--time-column) ${template(lanes, COLUMN)}` : null;
  });
  protected readonly rowTemplate = computed(() => {
    const rows = this.rows();
    return rows ? `auto ${template(rows, ROW)}` : null;
  });

  protected readonly heads = computed(() => {
    const shares = this.shares();
    return this.file().grid.columns.map((column, share) => ({
      name: this.roomName(column.room),
      // The heads' own grid has the column of times before the rooms.
      line: `${(this.starts()[share] ?? 1) + 1} / span ${column.lanes}`,
      hidden: shares?.[share] === false,
    }));
  });

  protected readonly marks = computed(() => {
    const wall = this.times.wall();
    const rows = this.rows();
    return this.file().grid.marks.map((mark) => ({
      row: mark.row,
      time: wall.time(mark.time),
      hidden: rows?.[mark.row - 1] === false,
    }));
  });

  protected readonly line = computed(() => {
    const now = this.clock.now();
    const at = rowAt(this.file(), now);
    if (at === undefined || this.rows()?.[Math.floor(at)] === false) return undefined;
    const row = Math.floor(at);
    return {
      row: row + 2,
      offset: `calc(${(at - row).toFixed(2)} * var(--row))`,
      time: this.times.wall().time(now),
    };
  });

  /** Where slots stand does not change while a visitor filters. */
  protected readonly cells = computed(() =>
    this.file().slots.map((slot) => ({
      slot,
      number: slot.number,
      column: `${slot.column} / span ${slot.width}`,
      row: `${slot.row} / span ${slot.span}`,
    })),
  );

  protected readonly running = computed<ReadonlySet<number>>(
    () => {
      const now = this.clock.now();
      const on = this.file().slots.filter((slot) => slot.start <= now && now < slotEnd(slot));
      return new Set(on.map((slot) => slot.number));
    },
    {
      equal: (one, other) =>
        one.size === other.size && [...one].every((number) => other.has(number)),
    },
  );

  private roomName(room: number | null): string {
    const name = room === null ? undefined : this.programme().rooms[room]?.name;
    return name ?? $localize`:@@schedule.no-room:Elsewhere`;
  }
}
