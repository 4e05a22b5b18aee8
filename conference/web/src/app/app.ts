import { Component, computed, effect, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Publication } from './programme/publication/publication';
import { Announcer } from './ui/announcer';
import { Colophon } from './ui/colophon';
import { Masthead } from './ui/masthead';

/** The frame around every page. */
@Component({
  selector: 'conf-root',
  imports: [RouterOutlet, Masthead, Colophon],
  templateUrl: './app.html',
})
export class App {
  protected readonly programme = inject(Publication).programme;
  protected readonly announcement = inject(Announcer).text;
  private readonly accent = computed(() => this.programme()?.conference.accent);

  constructor() {
    effect(() => {
      const accent = this.accent();
      if (accent) document.documentElement.style.setProperty('--accent-set', accent);
      else document.documentElement.style.removeProperty('--accent-set');
    });
  }

  /** The page's address would lose its path where the document has a base, so the link is followed by hand. */
  protected skip(event: Event): void {
    event.preventDefault();
    document.querySelector<HTMLElement>('conf-root main')?.focus();
  }
}
