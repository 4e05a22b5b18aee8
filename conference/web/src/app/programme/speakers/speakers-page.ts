import { Component, computed, effect, inject, signal } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Loading } from '../../ui/loading';
import { pageTitle } from '../../ui/page-title';
import { Trouble } from '../../ui/trouble';
import { Publication } from '../publication/publication';
import { Sessions } from '../publication/sessions';
import { foreign } from '../time/language';
import { folded } from '../schedule/filter';

/** Everybody on stage, to be found by name or by what they give. */
@Component({
  selector: 'main[confSpeakersPage]',
  imports: [Loading, Trouble],
  templateUrl: './speakers-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class SpeakersPage {
  private readonly publication = inject(Publication);
  private readonly sessions = inject(Sessions);

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;
  protected readonly text = signal('');

  /** Everybody with the titles of what they give; undefined until all of it has been read. */
  private readonly all = computed(() => {
    const speakers = this.publication.speakers();
    if (!speakers || !this.publication.days.complete()) return undefined;
    return speakers.map((speaker) => {
      const titles = speaker.sessions.flatMap((code) => {
        const session = this.sessions.find(code)?.session;
        return session ? [{ code, title: session.title, lang: foreign(session.language) }] : [];
      });
      const text = [speaker.name, ...titles.map(({ title }) => title)].join('\n');
      return { ...speaker, titles, text: folded(text) };
    });
  });

  protected readonly total = computed(() => this.all()?.length ?? 0);

  protected readonly speakers = computed(() => {
    const words = folded(this.text()).split(/\s+/).filter(Boolean);
    return this.all()?.filter((speaker) => words.every((word) => speaker.text.includes(word)));
  });

  constructor() {
    this.publication.wantSpeakers();
    effect(() => {
      this.publication.days.want(this.programme()?.days.map((day) => day.date) ?? []);
    });
    arrives(() => {
      const title = pageTitle($localize`:@@speakers.title:Speakers`, this.programme());
      if (this.all()) return { title };
      return this.failed() ? { title, broken: 'failed' } : undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }
}
