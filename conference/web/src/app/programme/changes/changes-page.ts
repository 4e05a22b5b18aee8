import { Component, computed, effect, inject } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Loading } from '../../ui/loading';
import { pageTitle } from '../../ui/page-title';
import { Trouble } from '../../ui/trouble';
import type { Change, Place } from '../publication/changes';
import { Publication } from '../publication/publication';
import { Sessions } from '../publication/sessions';
import { moment, shortMoment } from '../time/dates';
import { Times } from '../time/times';

/** What differs from release to release, newest first. */
@Component({
  selector: 'main[confChangesPage]',
  imports: [Loading, Trouble],
  templateUrl: './changes-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class ChangesPage {
  private readonly publication = inject(Publication);
  private readonly sessions = inject(Sessions);
  private readonly times = inject(Times);

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;

  protected readonly releases = computed(() => {
    const wall = this.times.wall();
    if (!this.publication.days.complete()) return undefined;
    return this.publication.changes()?.map((release) => {
      const instant = Date.parse(release.releasedAt) / 1000;
      return {
        number: release.number,
        title: $localize`:@@colophon.release:Release ${release.label ?? String(release.number)}:NAME:`,
        at: wall.dateTime(instant),
        when: moment(wall.date(instant), wall.time(instant)),
        changes: release.changes.map((change) => ({
          kind: kindOf(change),
          title: change.title,
          address: this.addressOf(change),
          detail: this.detailOf(change),
        })),
      };
    });
  });

  constructor() {
    this.publication.wantChanges();
    effect(() => {
      this.publication.days.want(this.programme()?.days.map((day) => day.date) ?? []);
    });
    arrives(() => {
      const title = pageTitle($localize`:@@changes.title:Changes`, this.programme());
      if (this.releases()) return { title };
      return this.failed() ? { title, broken: 'failed' } : undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }

  /** Only sessions that are still on the programme have a page. */
  private addressOf({ session }: Change): string | undefined {
    if (!session || !this.sessions.find(session)) return undefined;
    return `/${this.programme()?.conference.slug ?? ''}/sessions/${session}`;
  }

  private detailOf(change: Change): string {
    switch (change.kind) {
      case 'new':
        return this.place(change.to);
      case 'moved':
        return $localize`:@@changes.from-to:${this.place(change.from)}:FROM: → ${this.place(change.to)}:TO:`;
      case 'cancelled':
        return this.place(change.from);
      case 'retitled':
        return $localize`:@@changes.before:Before: ${change.before}:TITLE:`;
    }
  }

  private place({ start, room }: Place): string {
    const wall = this.times.wall();
    const instant = Date.parse(start) / 1000;
    return [shortMoment(wall.date(instant), wall.time(instant)), room].filter(Boolean).join(', ');
  }
}

function kindOf({ kind }: Change): string {
  switch (kind) {
    case 'new':
      return $localize`:@@changes.new:New`;
    case 'moved':
      return $localize`:@@changes.moved:Moved`;
    case 'cancelled':
      return $localize`:@@changes.cancelled:Cancelled`;
    case 'retitled':
      return $localize`:@@changes.retitled:New title`;
  }
}
