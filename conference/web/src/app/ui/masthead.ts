import { Component, computed, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map } from 'rxjs';
import type { Programme } from '../programme/publication/programme';
import { Scheme } from './scheme';

/** The conference's name, the ways to its pages, and the choice of light or dark. */
@Component({
  selector: 'header[confMasthead]',
  templateUrl: './masthead.html',
})
export class Masthead {
  readonly programme = input.required<Programme | undefined>({ alias: 'confMasthead' });
  private readonly router = inject(Router);
  protected readonly scheme = inject(Scheme);

  protected readonly root = computed(() => `/${this.programme()?.conference.slug ?? ''}`);
  private readonly path = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );

  /** `page` for a link to the very page, `true` for one to the list that the page belongs to. */
  protected current(address: string): 'page' | 'true' | null {
    const path = this.path().replace(/[?#].*$/s, '');
    if (path === this.root() + address) return 'page';
    const sections = address === '/schedule' ? ['/schedule/', '/sessions/'] : [`${address}/`];
    return sections.some((section) => path.startsWith(this.root() + section)) ? 'true' : null;
  }

  protected readonly schemeLabel = computed(() => {
    switch (this.scheme.choice()) {
      case 'system':
        return $localize`:@@scheme.system:Colours: as the system has them`;
      case 'light':
        return $localize`:@@scheme.light:Colours: light`;
      case 'dark':
        return $localize`:@@scheme.dark:Colours: dark`;
    }
  });
}
