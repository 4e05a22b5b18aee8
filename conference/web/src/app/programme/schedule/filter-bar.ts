import { Component, computed, inject, input, output, signal } from '@angular/core';
import { languageName } from '../time/language';
import type { Programme } from '../publication/programme';
import { ZoneSwitch } from '../time/zone-switch';
import { FacetMenu } from './facet-menu';
import type { FacetChoice } from './facet-menu';
import { FACETS, NO_FILTER, counts, isEmpty, toggled } from './filter';
import type { Facet, Filter, Findable } from './filter';
import type { View } from './filter-query';
import { Screen } from '../../ui/screen';

/** What narrows a schedule down, how it is shown, and how much of it there is. */
@Component({
  selector: 'div[confFilterBar]',
  imports: [FacetMenu, ZoneSwitch],
  templateUrl: './filter-bar.html',
})
export class FilterBar {
  readonly programme = input.required<Programme>({ alias: 'confFilterBar' });
  /** The sessions of the days that are shown. */
  readonly candidates = input.required<readonly Findable[]>();
  readonly filter = input.required<Filter>();
  /** How many slots the filter lets through; undefined where there is no filter. */
  readonly hits = input<number>();
  readonly view = input.required<View>();

  readonly filterChange = output<Filter>();
  readonly textChange = output<string>();
  readonly textSettled = output();
  readonly viewChange = output<View>();

  private readonly screen = inject(Screen);
  protected readonly open = signal(false);
  protected readonly filtered = computed(() => !isEmpty(this.filter()));
  protected readonly count = computed(() => this.hits() ?? this.candidates().length);
  protected readonly written = computed(() => this.count().toLocaleString('en'));
  protected readonly chosen = computed(() =>
    FACETS.reduce((sum, facet) => sum + this.filter()[facet].length, 0),
  );

  /** Narrow screens have no room for a grid: there it is a list, and the choice is one fewer. */
  protected readonly views = computed(() => {
    const view = this.view();
    const now = { view: 'now', title: $localize`:@@view.now:Now`, chosen: view === 'now' } as const;
    const grid = {
      view: 'grid',
      title: $localize`:@@view.grid:Grid`,
      chosen: view === 'grid',
    } as const;
    const list = $localize`:@@view.list:List`;
    return this.screen.wide()
      ? [grid, { view: 'list', title: list, chosen: view === 'list' } as const, now]
      : [{ view: 'grid', title: list, chosen: view !== 'now' } as const, now];
  });

  /** The facets that divide these sessions at all. */
  protected readonly facets = computed(() =>
    FACETS.map((facet) => ({ facet, title: titleOf(facet), choices: this.choices(facet) })).filter(
      ({ facet, choices }) => choices.length > 1 || this.filter()[facet].length > 0,
    ),
  );

  protected toggle(facet: Facet, value: string): void {
    this.filterChange.emit(toggled(this.filter(), facet, value));
  }

  protected clear(): void {
    this.filterChange.emit(NO_FILTER);
  }

  private choices(facet: Facet): FacetChoice[] {
    const counted = counts(this.candidates(), facet);
    return this.values(facet).flatMap(({ value, label }) => {
      const count = counted.get(value) ?? 0;
      return count > 0 || this.filter()[facet].includes(value) ? [{ value, label, count }] : [];
    });
  }

  private values(facet: Facet): { value: string; label: string }[] {
    const programme = this.programme();
    if (facet === 'languages')
      return programme.languages.map((value) => ({ value, label: languageName(value) }));
    return programme[facet].map(({ slug, name }) => ({ value: slug, label: name }));
  }
}

function titleOf(facet: Facet): string {
  switch (facet) {
    case 'tracks':
      return $localize`:@@session.track:Track`;
    case 'rooms':
      return $localize`:@@session.room:Room`;
    case 'types':
      return $localize`:@@session.type:Type`;
    case 'languages':
      return $localize`:@@session.language:Language`;
  }
}
