import { Component, computed, inject, input } from '@angular/core';
import { FavouriteButton } from '../favourites/favourite-button';
import { slotEnd } from '../publication/day-file';
import type { Slot } from '../publication/day-file';
import type { Programme } from '../publication/programme';
import { shortDate, shortWeekday } from '../time/dates';
import { Times } from '../time/times';
import { foreign } from '../time/language';

/** A slot in a schedule: when, where, what, who. */
@Component({
  selector: 'li[confSlotCard]',
  imports: [FavouriteButton],
  templateUrl: './slot-card.html',
  host: {
    '[class.is-break]': '!slot().session',
    '[class.is-cancelled]': 'slot().session?.cancelled',
    '[style.--track]': 'track()?.colour',
  },
})
export class SlotCard {
  readonly slot = input.required<Slot>({ alias: 'confSlotCard' });
  readonly programme = input.required<Programme>();
  /** The day that the slot belongs to, `YYYY-MM-DD`. */
  readonly day = input.required<string>();

  /** Among cards of several days a card names its day. */
  readonly setting = input<'one-day' | 'across-days'>('one-day');

  /** What it overlaps with, in words. */
  readonly clash = input<string>();

  private readonly times = inject(Times);

  protected readonly track = computed(() => {
    const track = this.slot().session?.track ?? null;
    return track === null ? undefined : this.programme().tracks[track];
  });

  protected readonly room = computed(() => {
    const { room } = this.slot();
    return room === null ? undefined : this.programme().rooms[room]?.name;
  });

  protected readonly when = computed(() => {
    const { start } = this.slot();
    const end = slotEnd(this.slot());
    const wall = this.times.wall();
    return {
      day: `${shortWeekday(this.day())} ${shortDate(this.day())}`,
      start: wall.time(start),
      startAt: wall.dateTime(start),
      end: wall.time(end),
      endAt: wall.dateTime(end),
      otherDay: this.times.otherDay(start, this.day()),
    };
  });

  protected readonly speakers = computed(() =>
    this.slot()
      .session?.speakers.map((speaker) => speaker.name)
      .join(', '),
  );

  protected readonly address = computed(
    () => `/${this.programme().conference.slug}/sessions/${this.slot().session?.code ?? ''}`,
  );

  protected readonly language = computed(() => foreign(this.slot().session?.language));
}
