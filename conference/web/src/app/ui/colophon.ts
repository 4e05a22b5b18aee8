import { Component, computed, inject, input } from '@angular/core';
import { moment } from '../programme/time/dates';
import { Times } from '../programme/time/times';
import type { Programme } from '../programme/publication/programme';
import { Feeds } from './feeds';

/** Which release this is, and where machines read it. */
@Component({
  selector: 'footer[confColophon]',
  imports: [Feeds],
  template: `
    <p class="colophon-release">
      <a [href]="'/' + slug() + '/changes'">{{ release() }}</a> ·
      <time [attr.datetime]="when().at">{{ when().text }}</time>
    </p>
    <ul class="colophon-feeds" [confFeeds]="slug()"></ul>
  `,
})
export class Colophon {
  readonly programme = input.required<Programme>({ alias: 'confColophon' });
  private readonly times = inject(Times);

  protected readonly slug = computed(() => this.programme().conference.slug);
  protected readonly release = computed(() => {
    const { label, number } = this.programme().release;
    return $localize`:@@colophon.release:Release ${label ?? String(number)}:NAME:`;
  });
  protected readonly when = computed(() => {
    const instant = Date.parse(this.programme().release.releasedAt) / 1000;
    const wall = this.times.wall();
    return { at: wall.dateTime(instant), text: moment(wall.date(instant), wall.time(instant)) };
  });
}
