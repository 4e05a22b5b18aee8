import { Component, computed, effect, inject } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Loading } from '../../ui/loading';
import { pageTitle } from '../../ui/page-title';
import { Trouble } from '../../ui/trouble';
import { slotEnd } from '../publication/day-file';
import type { Slot } from '../publication/day-file';
import { Publication } from '../publication/publication';
import { SlotCard } from '../schedule/slot-card';
import { Clock } from '../time/clock';
import { dayTitle } from '../time/dates';
import { ZoneSwitch } from '../time/zone-switch';
import { FavouriteClashes, clashText } from './favourite-clashes';
import { Favourites } from './favourites';

/** The sessions a visitor marked, day by day, with hints where they overlap. */
@Component({
  selector: 'main[confMySchedulePage]',
  imports: [Loading, SlotCard, Trouble, ZoneSwitch],
  templateUrl: './my-schedule-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class MySchedulePage {
  private readonly publication = inject(Publication);
  private readonly favourites = inject(Favourites);
  private readonly clock = inject(Clock);
  private readonly clashes = inject(FavouriteClashes).found;

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;
  protected readonly complete = this.publication.days.complete;

  protected readonly days = computed(() =>
    this.publication.days
      .loaded()
      .map(({ date, slots }) => ({
        date,
        title: dayTitle(date),
        slots: slots
          .filter(({ session }) => session && this.favourites.has(session.code))
          .map((slot) => ({ slot, clash: this.clashOf(slot), running: this.isRunning(slot) })),
      }))
      .filter(({ slots }) => slots.length > 0),
  );

  protected readonly clashing = computed(() => this.clashes().size);

  constructor() {
    effect(() => {
      this.publication.days.want(this.programme()?.days.map((day) => day.date) ?? []);
    });
    arrives(() => {
      const title = pageTitle($localize`:@@my-schedule.title:My schedule`, this.programme());
      if (this.complete()) return { title };
      return this.failed() ? { title, broken: 'failed' } : undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }

  private clashOf(slot: Slot): string | undefined {
    const titles = this.clashes()
      .get(slot.number)
      ?.map((other) => other.session?.title ?? '');
    return titles && clashText(titles);
  }

  private isRunning(slot: Slot): boolean {
    const now = this.clock.now();
    return slot.start <= now && now < slotEnd(slot);
  }
}
