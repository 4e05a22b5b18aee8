import { Service, computed, inject } from '@angular/core';
import { StoredChoice } from '../../ui/stored-choice';
import { Publication } from '../publication/publication';

export type ZoneChoice = 'venue' | 'viewer';

/** Whose clock the times are read from: the venue's or the viewer's. Kept on the device. */
@Service()
export class ZoneSetting {
  private readonly publication = inject(Publication);
  private readonly stored = new StoredChoice<ZoneChoice>(
    'plenary.zone',
    ['venue', 'viewer'],
    'venue',
  );

  readonly choice = this.stored.value;

  /** IANA name of the venue's zone. */
  readonly venue = computed(() => this.publication.programme()?.conference.timeZone ?? 'UTC');

  /** IANA name of the viewer's zone. */
  readonly viewer = Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** IANA name of the zone to show times in. */
  readonly zone = computed(() => (this.choice() === 'viewer' ? this.viewer : this.venue()));

  choose(choice: ZoneChoice): void {
    this.stored.set(choice);
  }
}
