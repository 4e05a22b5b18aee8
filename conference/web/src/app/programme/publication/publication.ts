import { httpResource } from '@angular/common/http';
import { DOCUMENT, Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { ReleaseChanges } from './changes';
import { DayFiles } from './day-files';
import { embeddedPointer } from './pointer';
import type { Pointer } from './pointer';
import type { Programme } from './programme';
import type { Speaker } from './texts';
import { Idle } from './idle';

/**
 * What a conference has published, read file by file: the pointer from the page itself where it names this conference, else
 * from `current.json`; then the programme; then days, and when nothing else is to be done speakers.
 */
@Service()
export class Publication {
  private readonly document = inject(DOCUMENT);
  private readonly idle = inject(Idle);
  private readonly slug = signal<string | undefined>(undefined);
  private readonly speakersWanted = signal(false);
  private readonly changesWanted = signal(false);

  private readonly embedded = computed(() => {
    const slug = this.slug();
    return slug === undefined ? undefined : embeddedPointer(this.document, slug);
  });

  private readonly fetched = httpResource<Pointer>(() => {
    const slug = this.slug();
    return slug === undefined || this.embedded() ? undefined : `/${slug}/current.json`;
  });

  readonly pointer = computed(
    () => this.embedded() ?? (this.fetched.hasValue() ? this.fetched.value() : undefined),
  );

  private readonly programmeFile = httpResource<Programme>(() => this.pointer()?.programme);

  /** The programme; the last one that was read stays while another is on its way. */
  readonly programme = linkedSignal<Programme | undefined, Programme | undefined>({
    source: () => (this.programmeFile.hasValue() ? this.programmeFile.value() : undefined),
    computation: (programme, previous) => {
      const kept = previous?.value;
      return programme ?? (kept?.conference.slug === this.slug() ? kept : undefined);
    },
  }).asReadonly();

  readonly days = new DayFiles(this.programme);

  private readonly speakersDue = computed(() => this.speakersWanted() || this.idle.reached());
  private readonly speakersFile = httpResource<readonly Speaker[]>(() =>
    this.speakersDue() ? this.programme()?.speakers : undefined,
  );

  readonly speakers = computed(() =>
    this.speakersFile.hasValue() ? this.speakersFile.value() : undefined,
  );

  private readonly changesFile = httpResource<readonly ReleaseChanges[]>(() =>
    this.changesWanted() ? this.programme()?.changes : undefined,
  );

  readonly changes = computed(() =>
    this.changesFile.hasValue() ? this.changesFile.value() : undefined,
  );

  /** Whether something that a page needs could not be read. */
  readonly failed = computed(
    () =>
      this.fetched.error() !== undefined ||
      this.programmeFile.error() !== undefined ||
      (this.speakersWanted() && this.speakersFile.error() !== undefined) ||
      (this.changesWanted() && this.changesFile.error() !== undefined) ||
      this.days.failed(),
  );

  /** Reads this conference from now on. */
  open(slug: string): void {
    this.slug.set(slug);
  }

  /** Asks for the speakers without waiting for a quiet moment. */
  wantSpeakers(): void {
    this.speakersWanted.set(true);
  }

  /** Asks for the history of releases. */
  wantChanges(): void {
    this.changesWanted.set(true);
  }

  /** Reads again what could not be read. */
  retry(): void {
    for (const file of [this.fetched, this.programmeFile, this.speakersFile, this.changesFile]) {
      if (file.error()) file.reload();
    }
    this.days.retry();
  }
}
