import { slotEnd } from '../publication/day-file';
import type { Column, DayFile } from '../publication/day-file';

/** How many rows a stretch without hits keeps: enough to show that something was left out. */
const FOLDED_ROWS = 2;

/** A row, seconds. */
const STEP = 300;

/** The first column of each share of the grid, counted from 1, and one behind the last. */
export function columnStarts(columns: readonly Column[]): number[] {
  const starts = [1];
  for (const column of columns) starts.push((starts.at(-1) ?? 1) + Math.max(1, column.lanes));
  return starts;
}

/** Where an instant (seconds since 1970) stands in the grid, in rows from 0; undefined outside of it. */
export function rowAt(day: DayFile, instant: number): number | undefined {
  const anchors = new Map<number, number>();
  for (const mark of day.grid.marks) anchors.set(mark.time, mark.row - 1);
  for (const slot of day.slots) {
    anchors.set(slot.start, slot.row - 1);
    // A slot of days is drawn shorter than it is: its end is no anchor.
    if (slot.span * STEP >= slot.minutes * 60) anchors.set(slotEnd(slot), slot.row - 1 + slot.span);
  }
  const times = [...anchors].sort(([one], [other]) => one - other);
  const next = times.findIndex(([time]) => time > instant);
  const [before, after] = [times[next - 1], times[next]];
  if (!before || !after) return undefined;
  const share = (instant - before[0]) / (after[0] - before[0]);
  return before[1] + share * (after[1] - before[1]);
}

/** Which rooms' shares of the grid hold a shown slot. */
export function usedShares(day: DayFile, shown: ReadonlySet<number>): boolean[] {
  const rooms = new Set(
    day.slots.filter((slot) => shown.has(slot.number)).map((slot) => slot.room),
  );
  return day.grid.columns.map((column) => rooms.has(column.room));
}

/** Which rows (from 0) a filtered day needs: those of shown slots, and a little of each stretch between them. */
export function usedRows(day: DayFile, shown: ReadonlySet<number>): boolean[] {
  const used = new Array<boolean>(day.grid.rows).fill(false);
  for (const slot of day.slots) {
    if (shown.has(slot.number)) used.fill(true, slot.row - 1, slot.row - 1 + slot.span);
  }
  const first = used.indexOf(true);
  const last = used.lastIndexOf(true);
  let empty = 0;
  return used.map((use, row) => {
    empty = use ? 0 : empty + 1;
    return use || (row > first && row < last && empty <= FOLDED_ROWS);
  });
}

/** Widths or heights of tracks as `grid-template-*` takes them: `full` where used, nothing elsewhere. */
export function template(used: readonly boolean[], full: string): string {
  return used.map((use) => (use ? full : '0')).join(' ');
}
