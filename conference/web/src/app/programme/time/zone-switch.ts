import { Component, computed, inject } from '@angular/core';
import { Clock } from './clock';
import { sameTime } from './wall-clock';
import { ZoneSetting } from './zone-choice';
import type { ZoneChoice } from './zone-choice';

/** The venue's time or the viewer's. Nothing where both clocks show the same. */
@Component({
  selector: 'span[confZoneSwitch]',
  template: `
    @if (offered()) {
      <select
        #zone
        class="select zone-select"
        aria-label="Time zone"
        i18n-aria-label="@@zone.title"
        (change)="choose(zone.value)"
      >
        <option value="venue" [selected]="zones.choice() === 'venue'" i18n="@@zone.venue">
          Venue time ({{ zones.venue() }})
        </option>
        <option value="viewer" [selected]="zones.choice() === 'viewer'" i18n="@@zone.viewer">
          My time ({{ zones.viewer }})
        </option>
      </select>
    }
  `,
  host: { class: 'zone' },
})
export class ZoneSwitch {
  protected readonly zones = inject(ZoneSetting);
  private readonly clock = inject(Clock);

  protected readonly offered = computed(
    () => !sameTime(this.zones.venue(), this.zones.viewer, this.clock.now()),
  );

  protected choose(choice: string): void {
    this.zones.choose(choice as ZoneChoice);
  }
}
