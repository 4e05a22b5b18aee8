import { httpResource } from '@angular/common/http';
import type { HttpResourceRef } from '@angular/common/http';
import { Injector, computed, inject, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import type { DayFile } from './day-file';
import { Idle } from './idle';
import type { DayEntry, Programme } from './programme';
import type { Texts } from './texts';

interface DayResources {
  readonly data: HttpResourceRef<DayFile | undefined>;
  readonly texts: HttpResourceRef<Texts | undefined>;
}

/** The days of a programme: those asked for at once, all others when nothing else is to be done. */
export class DayFiles {
  private readonly injector = inject(Injector);
  private readonly idle = inject(Idle);
  private readonly dataWanted = signal<ReadonlySet<string>>(new Set());
  private readonly textsWanted = signal<ReadonlySet<string>>(new Set());

  constructor(private readonly programme: Signal<Programme | undefined>) {}

  private readonly resources = computed(() => {
    const days = this.programme()?.days ?? [];
    return untracked(() => new Map(days.map((day) => [day.date, this.resourcesOf(day)])));
  });

  /** The days that have been read, in order. */
  readonly loaded = computed(() =>
    [...this.resources().values()].flatMap(({ data }) => (data.hasValue() ? [data.value()] : [])),
  );

  /** Whether every day has been read. */
  readonly complete = computed(
    () => this.programme() !== undefined && this.loaded().length === this.resources().size,
  );

  /** Whether a day or its texts that a page asked for could not be read. */
  readonly failed = computed(() =>
    [...this.resources()].some(
      ([date, { data, texts }]) =>
        (this.dataWanted().has(date) && data.error() !== undefined) ||
        (this.textsWanted().has(date) && texts.error() !== undefined),
    ),
  );

  /** A day's slots, once they have been read. */
  day(date: string): DayFile | undefined {
    const data = this.resources().get(date)?.data;
    return data?.hasValue() ? data.value() : undefined;
  }

  /** The texts of a day's sessions, once they have been read. */
  texts(date: string): Texts | undefined {
    const texts = this.resources().get(date)?.texts;
    return texts?.hasValue() ? texts.value() : undefined;
  }

  /** Asks for the slots of days without waiting for a quiet moment. */
  want(dates: readonly string[]): void {
    const more = dates.filter((date) => !untracked(this.dataWanted).has(date));
    if (more.length > 0) this.dataWanted.update((wanted) => new Set([...wanted, ...more]));
  }

  /** Asks for the texts of a day without waiting for a quiet moment. */
  wantTexts(date: string): void {
    if (untracked(this.textsWanted).has(date)) return;
    this.textsWanted.update((wanted) => new Set([...wanted, date]));
  }

  /** Reads again what could not be read. */
  retry(): void {
    for (const { data, texts } of this.resources().values()) {
      if (data.error()) data.reload();
      if (texts.error()) texts.reload();
    }
  }

  private resourcesOf(day: DayEntry): DayResources {
    const { injector } = this;
    // A resource reads again whenever what it asks changes, so it must not see other days come and go.
    const data = computed(() => this.idle.reached() || this.dataWanted().has(day.date));
    const texts = computed(() => this.idle.reached() || this.textsWanted().has(day.date));
    return {
      data: httpResource<DayFile>(() => (data() ? day.data : undefined), { injector }),
      texts: httpResource<Texts>(() => (texts() ? day.texts : undefined), { injector }),
    };
  }
}
