import { Service, computed, inject } from '@angular/core';
import { shortWeekday } from './dates';
import { WallClock } from './wall-clock';
import { ZoneSetting } from './zone-choice';

/** Times as the viewer wants them read. */
@Service()
export class Times {
  private readonly zones = inject(ZoneSetting);
  readonly wall = computed(() => new WallClock(this.zones.zone()));
  readonly zone = this.zones.zone;

  /** The weekday where the viewer's clock shows another date than the day of the programme; empty elsewhere. */
  otherDay(instant: number, day: string): string {
    if (this.zones.choice() === 'venue') return '';
    const date = this.wall().date(instant);
    return date === day ? '' : shortWeekday(date);
  }
}
