import { Component, input } from '@angular/core';

/** The schedule in the formats of other programs, as list items. */
@Component({
  selector: 'ul[confFeeds]',
  template: `
    <li><a [href]="'/' + slug() + '/schedule.ics'" i18n="@@feed.icalendar">iCalendar</a></li>
    <li><a [href]="'/' + slug() + '/schedule.xml'" i18n="@@feed.frab-xml">Schedule XML</a></li>
    <li><a [href]="'/' + slug() + '/schedule.json'" i18n="@@feed.frab-json">Schedule JSON</a></li>
  `,
})
export class Feeds {
  /** The conference's. */
  readonly slug = input.required<string>({ alias: 'confFeeds' });
}
