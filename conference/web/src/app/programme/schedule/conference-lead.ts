import { Component, computed, inject } from '@angular/core';
import { Publication } from '../publication/publication';
import { dateRange } from '../time/dates';
import { ZoneSetting } from '../time/zone-choice';

/** One line: where, when, and whose clock the times are read from. */
@Component({
  selector: 'p[confConferenceLead]',
  template: '{{ lead() }}',
})
export class ConferenceLead {
  private readonly publication = inject(Publication);
  private readonly zones = inject(ZoneSetting);

  protected readonly lead = computed(() => {
    const conference = this.publication.programme()?.conference;
    if (!conference) return '';
    const zone = $localize`:@@schedule.zone:times in ${this.zones.zone()}:ZONE:`;
    return [placeOf(conference), dateRange(conference.start, conference.end), zone]
      .filter(Boolean)
      .join(' · ');
  });
}

/** `Congress Center, Hamburg`. */
export function placeOf(conference: { venue: string | null; city: string | null }): string {
  return [conference.venue, conference.city].filter(Boolean).join(', ');
}
