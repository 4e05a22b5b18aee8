import { Component, computed, effect, inject, input } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Loading } from '../../ui/loading';
import { NotFound } from '../../ui/not-found';
import { pageTitle } from '../../ui/page-title';
import { Trouble } from '../../ui/trouble';
import { Publication } from '../publication/publication';
import { Sessions } from '../publication/sessions';
import { SlotCard } from '../schedule/slot-card';

/** A speaker: who, and what they give. */
@Component({
  selector: 'main[confSpeakerPage]',
  imports: [Loading, NotFound, SlotCard, Trouble],
  templateUrl: './speaker-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class SpeakerPage {
  /** The speaker's code. */
  readonly code = input.required<string>();

  private readonly publication = inject(Publication);
  private readonly sessions = inject(Sessions);

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;

  private readonly complete = computed(
    () => this.publication.speakers() !== undefined && this.publication.days.complete(),
  );

  /** Undefined until everything about them has been read. */
  protected readonly speaker = computed(() =>
    this.complete()
      ? this.publication.speakers()?.find((speaker) => speaker.code === this.code())
      : undefined,
  );
  protected readonly missing = computed(() => this.complete() && this.speaker() === undefined);

  protected readonly slots = computed(() =>
    (this.speaker()?.sessions ?? [])
      .flatMap((code) => this.sessions.find(code)?.slots ?? [])
      .sort((one, other) => one.slot.start - other.slot.start),
  );

  constructor() {
    this.publication.wantSpeakers();
    effect(() => {
      this.publication.days.want(this.programme()?.days.map((day) => day.date) ?? []);
    });
    arrives(() => {
      const speaker = this.speaker();
      if (speaker) return { title: pageTitle(speaker.name, this.programme()) };
      const title = pageTitle($localize`:@@speakers.title:Speakers`, this.programme());
      return this.missing() || this.failed()
        ? { title, broken: this.missing() ? 'missing' : 'failed' }
        : undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }
}
