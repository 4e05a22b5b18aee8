import { DOCUMENT, Component, computed, inject } from '@angular/core';
import { apiResource } from '../api/api-resource';
import { dateRange } from '../programme/time/dates';
import { placeOf } from '../programme/schedule/conference-lead';
import { arrives } from '../ui/arrival';
import { Trouble } from '../ui/trouble';
import { embeddedConferences } from './listed-conference';

/** All conferences: as the page lists them, else as the API does. */
@Component({
  selector: 'main[confConferencesPage]',
  imports: [Trouble],
  templateUrl: './conferences-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class ConferencesPage {
  private readonly embedded = embeddedConferences(inject(DOCUMENT));
  private readonly read = apiResource('/conferences', () =>
    this.embedded ? undefined : { query: { limit: 100 } },
  );

  protected readonly failed = computed(() => this.read.error() !== undefined);
  protected readonly conferences = computed(() => {
    const read = this.read.hasValue() ? this.read.value().items : undefined;
    return (this.embedded ?? read)?.map(({ slug, title, start, end, venue, city }) => ({
      slug,
      title,
      when: [dateRange(start, end), placeOf({ venue, city })].filter(Boolean).join(' · '),
    }));
  });

  constructor() {
    arrives(() => {
      const title = $localize`:@@conferences.title:Conferences`;
      if (this.conferences()) return { title };
      return this.failed() ? { title, broken: 'failed' } : undefined;
    });
  }

  protected retry(): void {
    this.read.reload();
  }
}
