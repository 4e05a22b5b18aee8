import { Component, computed, inject } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Feeds } from '../../ui/feeds';
import { Loading } from '../../ui/loading';
import { Trouble } from '../../ui/trouble';
import { Publication } from '../publication/publication';
import { placeOf } from '../schedule/conference-lead';
import { NotOutYet } from '../schedule/not-out-yet';
import { dateRange, dayTitle } from '../time/dates';
import { foreign } from '../time/language';

/** A conference's first page: what, when, where. */
@Component({
  selector: 'main[confOverviewPage]',
  imports: [Feeds, Loading, NotOutYet, Trouble],
  templateUrl: './overview-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class OverviewPage {
  private readonly publication = inject(Publication);

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;
  protected readonly conference = computed(() => this.programme()?.conference);
  protected readonly language = computed(() => foreign(this.conference()?.language));

  protected readonly when = computed(() => {
    const conference = this.conference();
    return conference ? dateRange(conference.start, conference.end) : '';
  });
  protected readonly place = computed(() => {
    const conference = this.conference();
    return conference ? placeOf(conference) : '';
  });
  protected readonly site = computed(() => {
    const url = this.conference()?.url;
    return url ? { url, host: hostOf(url) } : undefined;
  });
  protected readonly released = computed(() =>
    this.programme()?.days.some((day) => day.sessions > 0),
  );

  protected readonly dayTitle = dayTitle;

  constructor() {
    arrives(() => {
      const conference = this.conference();
      if (conference) return { title: conference.title };
      return this.failed() ? { title: 'Plenary', broken: 'failed' } : undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }
}

/** The host of a web address: what a person reads of it. */
function hostOf(url: string): string {
  const rest = url.split('://')[1] ?? url;
  return rest.split(/[/?#]/)[0] ?? rest;
}
