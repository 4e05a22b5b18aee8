import { Component, computed, inject, input } from '@angular/core';
import { Loading } from '../../ui/loading';
import type { Slot } from '../publication/day-file';
import type { Programme } from '../publication/programme';
import { Publication } from '../publication/publication';
import { Clock } from '../time/clock';
import { shortMoment } from '../time/dates';
import { Times } from '../time/times';
import { firstAfter, nowAndNext } from './now';
import { SlotCard } from './slot-card';

/** What is on now, and what comes next in each room. */
@Component({
  selector: 'div[confNowView]',
  imports: [Loading, SlotCard],
  templateUrl: './now-view.html',
})
export class NowView {
  readonly programme = input.required<Programme>({ alias: 'confNowView' });
  /** Numbers of the slots that a filter lets through; every slot where there is no filter. */
  readonly shown = input<ReadonlySet<number>>();

  private readonly days = inject(Publication).days;
  private readonly clock = inject(Clock);
  private readonly times = inject(Times);

  protected readonly complete = this.days.complete;
  protected readonly time = computed(() => this.times.wall().time(this.clock.now()));

  private readonly slots = computed(() => {
    const shown = this.shown();
    const slots = this.days.loaded().flatMap((day) => day.slots);
    return shown ? slots.filter((slot) => shown.has(slot.number)) : slots;
  });

  protected readonly found = computed(() => nowAndNext(this.slots(), this.clock.now()));

  /** When it goes on, where nothing is near. */
  protected readonly later = computed(() => {
    const first = firstAfter(this.slots(), this.clock.now());
    const wall = this.times.wall();
    return first && shortMoment(wall.date(first.start), wall.time(first.start));
  });

  protected dayOf(slot: Slot): string {
    const day = this.days.loaded().find((file) => file.slots.includes(slot));
    return day?.date ?? '';
  }
}
