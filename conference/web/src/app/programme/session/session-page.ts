import { Component, computed, effect, inject, input } from '@angular/core';
import { arrives } from '../../ui/arrival';
import { Loading } from '../../ui/loading';
import { pageTitle } from '../../ui/page-title';
import { Trouble } from '../../ui/trouble';
import { NotFound } from '../../ui/not-found';
import { FavouriteButton } from '../favourites/favourite-button';
import { FavouriteClashes, clashText } from '../favourites/favourite-clashes';
import { slotEnd } from '../publication/day-file';
import { Publication } from '../publication/publication';
import { Sessions } from '../publication/sessions';
import { dayTitle } from '../time/dates';
import { foreign, languageName } from '../time/language';
import { Times } from '../time/times';

/** A session: what, when, where, who, and the whole story. */
@Component({
  selector: 'main[confSessionPage]',
  imports: [FavouriteButton, Loading, NotFound, Trouble],
  templateUrl: './session-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class SessionPage {
  /** The session's code. */
  readonly code = input.required<string>();

  private readonly publication = inject(Publication);
  private readonly sessions = inject(Sessions);
  private readonly times = inject(Times);
  private readonly clashes = inject(FavouriteClashes);

  protected readonly programme = this.publication.programme;
  protected readonly failed = this.publication.failed;
  protected readonly scheduled = computed(() => this.sessions.find(this.code()));
  protected readonly session = computed(() => this.scheduled()?.session);
  protected readonly missing = computed(
    () => this.publication.days.complete() && this.scheduled() === undefined,
  );

  /** Undefined until the day's texts have been read. */
  protected readonly texts = computed(() => {
    const day = this.scheduled()?.slots[0]?.day;
    return day === undefined ? undefined : this.publication.days.texts(day)?.[this.code()];
  });

  protected readonly speakers = computed(() => {
    const known = new Map(this.publication.speakers()?.map((one) => [one.code, one]));
    return this.session()?.speakers.map(({ code, name }) => ({ name, code, ...known.get(code) }));
  });

  protected readonly slots = computed(() => {
    const wall = this.times.wall();
    return this.scheduled()?.slots.map(({ slot, day }) => {
      const { start, room } = slot;
      const end = slotEnd(slot);
      return {
        number: slot.number,
        date: day,
        day: dayTitle(day),
        otherDay: this.times.otherDay(start, day),
        start: wall.time(start),
        startAt: wall.dateTime(start),
        end: wall.time(end),
        endAt: wall.dateTime(end),
        room: room === null ? undefined : this.programme()?.rooms[room]?.name,
      };
    });
  });

  protected readonly track = computed(() => {
    const track = this.session()?.track ?? null;
    return track === null ? undefined : this.programme()?.tracks[track];
  });

  protected readonly type = computed(() => {
    const type = this.session()?.type ?? null;
    return type === null ? undefined : this.programme()?.types[type];
  });

  protected readonly language = computed(() => {
    const language = this.session()?.language;
    return language ? languageName(language) : undefined;
  });

  protected readonly foreign = computed(() => foreign(this.session()?.language));

  protected readonly links = computed(() => {
    const texts = this.texts();
    return texts ? [...texts.links, ...texts.attachments] : [];
  });

  protected readonly clash = computed(() => {
    const slots = this.scheduled()?.slots ?? [];
    const others = slots.flatMap(({ slot }) => this.clashes.found().get(slot.number) ?? []);
    const titles = new Set(others.map((slot) => slot.session?.title ?? ''));
    return titles.size > 0 ? clashText([...titles]) : undefined;
  });

  /** A session may be given on several days, so all of them are needed. */
  protected readonly ready = computed(
    () =>
      this.publication.days.complete() &&
      this.texts() !== undefined &&
      this.publication.speakers() !== undefined,
  );

  constructor() {
    this.publication.wantSpeakers();
    effect(() => {
      const { days } = this.publication;
      days.want(this.programme()?.days.map((day) => day.date) ?? []);
      const day = this.scheduled()?.slots[0]?.day ?? this.publication.pointer()?.day;
      if (day) days.wantTexts(day);
    });
    arrives(() => {
      if (this.ready()) return { title: pageTitle(this.session()?.title ?? '', this.programme()) };
      if (this.missing()) return { title: this.fallbackTitle(), broken: 'missing' };
      if (this.failed()) return { title: this.fallbackTitle(), broken: 'failed' };
      return undefined;
    });
  }

  protected retry(): void {
    this.publication.retry();
  }

  private fallbackTitle(): string {
    return pageTitle($localize`:@@schedule.title:Schedule`, this.programme());
  }
}
