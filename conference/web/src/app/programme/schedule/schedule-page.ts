import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { arrives } from '../../ui/arrival';
import { pageTitle } from '../../ui/page-title';
import { Loading } from '../../ui/loading';
import { Trouble } from '../../ui/trouble';
import type { DayFile } from '../publication/day-file';
import { Publication } from '../publication/publication';
import { dayTitle } from '../time/dates';
import { ConferenceLead } from './conference-lead';
import { Day } from './day';
import { DayTabs } from './day-tabs';
import { FilterBar } from './filter-bar';
import { NO_FILTER, findable, found, isEmpty } from './filter';
import type { Filter } from './filter';
import { readQuery, writeQuery } from './filter-query';
import type { ScheduleQuery, View } from './filter-query';
import { NotOutYet } from './not-out-yet';
import { NowView } from './now-view';

/** How long the address waits for the next letter, milliseconds. */
const TYPING = 200;

/** The schedule: every day or one of them, as a grid, as a list, or what is on now. */
@Component({
  selector: 'main[confSchedulePage]',
  imports: [ConferenceLead, Day, DayTabs, FilterBar, Loading, NotOutYet, NowView, Trouble],
  templateUrl: './schedule-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class SchedulePage {
  /** `YYYY-MM-DD`; every day where there is none. */
  readonly day = input<string>();

  private readonly publication = inject(Publication);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParams, { initialValue: {} });
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;

  /** The address decides; while a visitor types it follows a little later. */
  private readonly query = linkedSignal<ScheduleQuery>(() => readQuery(this.params()));
  protected readonly filter = computed(() => this.query().filter);
  protected readonly view = computed(() => this.query().view);
  protected readonly filtered = computed(() => !isEmpty(this.filter()));

  /** The address's query for links to other days. */
  protected readonly search = computed(() => {
    const query = new URLSearchParams(writeQuery(this.query())).toString();
    return query && `?${query}`;
  });

  private readonly entries = computed(() => {
    const days = this.programme()?.days ?? [];
    const day = this.day();
    return day === undefined ? days : days.filter((entry) => entry.date === day);
  });

  /** The days to show; undefined until all of them have been read. */
  protected readonly days = computed<readonly DayFile[] | undefined>(() => {
    if (!this.programme()) return undefined;
    const files = this.entries().map((entry) => this.publication.days.day(entry.date));
    return files.every((file) => file !== undefined) ? files : undefined;
  });

  protected readonly unknownDay = computed(
    () => this.programme() !== undefined && this.day() !== undefined && !this.entries().length,
  );

  protected readonly candidates = computed(() => {
    const programme = this.programme();
    const days = this.view() === 'now' ? this.publication.days.loaded() : this.days();
    return programme && days ? findable(programme, days) : [];
  });

  /** The slots that the filter lets through; undefined where there is no filter. */
  protected readonly shown = computed(() =>
    this.filtered() ? found(this.candidates(), this.filter()) : undefined,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.typing);
    });
    effect(() => {
      const days = this.view() === 'now' ? (this.programme()?.days ?? []) : this.entries();
      this.publication.days.want(days.map((day) => day.date));
    });
    arrives(() => {
      const programme = this.programme();
      if (programme && (this.days() || this.unknownDay())) return { title: this.title() };
      return this.failed() ? { title: this.title(), broken: 'failed' } : undefined;
    });
  }

  protected setFilter(filter: Filter): void {
    this.apply({ ...this.query(), filter });
  }

  protected setText(text: string): void {
    this.query.update((query) => ({ ...query, filter: { ...query.filter, text } }));
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.settleText();
    }, TYPING);
  }

  /** The visitor is done with the search field. */
  protected settleText(): void {
    this.apply(this.query());
  }

  protected setView(view: View): void {
    this.apply({ ...this.query(), view });
  }

  protected clear(): void {
    this.setFilter(NO_FILTER);
  }

  protected retry(): void {
    this.publication.retry();
  }

  private apply(query: ScheduleQuery): void {
    clearTimeout(this.typing);
    this.query.set(query);
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: writeQuery(query),
      replaceUrl: true,
    });
  }

  private title(): string {
    const day = this.day();
    const title = $localize`:@@schedule.title:Schedule`;
    return pageTitle(day ? dayTitle(day) : title, this.programme());
  }
}
