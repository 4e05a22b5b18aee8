import { Service, computed, inject } from '@angular/core';
import { Announcer } from '../../ui/announcer';
import { Publication } from '../publication/publication';
import { clashes } from './clashes';
import { Favourites } from './favourites';

/** Which marked sessions overlap, as far as the days have been read. */
@Service()
export class FavouriteClashes {
  private readonly publication = inject(Publication);
  private readonly favourites = inject(Favourites);
  private readonly announcer = inject(Announcer);

  /** The slots of marked sessions, in order of time. */
  readonly slots = computed(() =>
    this.publication.days
      .loaded()
      .flatMap((day) => day.slots)
      .filter((slot) => slot.session && this.favourites.has(slot.session.code)),
  );

  /** What each of them (by number) overlaps with. */
  readonly found = computed(() => clashes(this.slots()));

  /** Tells a visitor who has just marked a session what it overlaps with. */
  announce(code: string): void {
    const titles = new Set(
      this.slots()
        .filter((slot) => slot.session?.code === code)
        .flatMap((slot) => this.found().get(slot.number) ?? [])
        .map((slot) => slot.session?.title ?? ''),
    );
    if (titles.size > 0) this.announcer.say(clashText([...titles]));
  }
}

/** `At the same time: A, B`. */
export function clashText(titles: readonly string[]): string {
  return $localize`:@@favourite.clash:At the same time: ${titles.join(', ')}:TITLES:`;
}
