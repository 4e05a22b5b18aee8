import { Component, computed, input } from '@angular/core';
import type { Programme } from '../publication/programme';
import { shortDate, shortWeekday } from '../time/dates';

/** The days, and all of them. Filters are kept when the day changes. */
@Component({
  selector: 'nav[confDayTabs]',
  template: `
    <a
      class="day-tab"
      data-keep-focus
      [href]="root() + query()"
      [attr.aria-current]="day() ? null : 'page'"
      i18n="@@schedule.all-days"
      >All days</a
    >
    @for (entry of programme().days; track entry.date) {
      <a
        class="day-tab"
        data-keep-focus
        [href]="root() + '/' + entry.date + query()"
        [attr.aria-current]="day() === entry.date ? 'page' : null"
        ><span class="day-tab-weekday">{{ weekday(entry.date) }}</span> &ngsp;<span
          class="day-tab-date"
          >{{ date(entry.date) }}</span
        ></a
      >
    }
  `,
})
export class DayTabs {
  readonly programme = input.required<Programme>({ alias: 'confDayTabs' });
  readonly day = input<string>();
  /** Of the address, with its question mark; empty where there is none. */
  readonly query = input('');

  protected readonly root = computed(() => `/${this.programme().conference.slug}/schedule`);
  protected readonly weekday = shortWeekday;
  protected readonly date = shortDate;
}
