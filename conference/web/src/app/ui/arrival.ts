import {
  DOCUMENT,
  Injector,
  Service,
  afterNextRender,
  effect,
  inject,
  signal,
} from '@angular/core';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';
import { Idle } from '../programme/publication/idle';
import { takeOver } from './take-over';

/** What a page says of itself once it can be read. */
export interface Arrived {
  /** Title of the document. */
  readonly title: string;
  /**
   * The page can only say what went wrong. A page that stood before the app did is better then; and where the app knows no
   * page, the server may have one all the same.
   */
  readonly broken?: 'missing' | 'failed';
}

/**
 * What happens when a page is complete: the first one takes the place of the page that was published, those after it get the
 * document's title, the scroll position and the focus.
 */
@Service()
export class Arrival {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly idle = inject(Idle);
  private readonly state = signal(0);
  private readonly positions = new Map<number, [number, number]>();
  private current = 0;
  private restored: number | undefined;
  private path = '';
  private waiting: { position: [number, number]; keepFocus: boolean } | undefined;

  /** Counts navigations, so that a page arrives anew with each. */
  readonly navigations = this.state.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationStart) {
        this.positions.set(this.current, [window.scrollX, window.scrollY]);
        this.restored = event.restoredState?.navigationId;
      } else if (event instanceof NavigationEnd) this.navigated(event);
    });
    addEventListener('pagehide', () => {
      history.scrollRestoration = 'auto';
    });
  }

  /** Called when the page can be read. */
  complete(page: Arrived): void {
    const published = this.document.getElementById('page');
    if (page.broken && published) return;
    if (page.broken === 'missing' && this.state() > 1) {
      this.document.location.reload();
      return;
    }
    this.document.title = page.title;
    afterNextRender(
      {
        write: () => {
          this.settle(published);
        },
      },
      { injector: this.injector },
    );
  }

  private navigated(event: NavigationEnd): void {
    const navigation = this.router.lastSuccessfulNavigation();
    const path = event.urlAfterRedirects.replace(/[?#].*$/s, '');
    if (this.current > 0 && path !== this.path) {
      this.waiting = {
        position: this.positions.get(this.restored ?? -1) ?? [0, 0],
        keepFocus: navigation?.extras.info === 'keep-focus',
      };
    }
    this.path = path;
    this.current = navigation?.id ?? this.current;
    this.state.update((count) => count + 1);
  }

  private settle(published: HTMLElement | null): void {
    if (published?.isConnected) {
      takeOver(this.document, published);
      history.scrollRestoration = 'manual';
      this.waiting = undefined;
    }
    this.idle.expect();
    const { waiting } = this;
    if (!waiting) return;
    this.waiting = undefined;
    const [left, top] = waiting.keepFocus ? this.tabsInSight() : waiting.position;
    window.scrollTo({ left, top, behavior: 'instant' });
    if (!waiting.keepFocus) this.focusHeading();
  }

  /** Another day begins where its tab was chosen: below the tabs, which stick to the top of the window. */
  private tabsInSight(): [number, number] {
    const main = this.document.querySelector('conf-root main');
    const tabs = main?.querySelector('.days')?.getBoundingClientRect().height ?? 0;
    const below = main?.querySelector('.filters')?.getBoundingClientRect().top ?? 0;
    return [0, Math.max(0, Math.min(window.scrollY, window.scrollY + below - tabs))];
  }

  private focusHeading(): void {
    const heading = this.document.querySelector<HTMLElement>('conf-root main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }
}

/** Says in a page's constructor when the page is complete; `arrived` gives nothing until then. */
export function arrives(arrived: () => Arrived | undefined): void {
  const arrival = inject(Arrival);
  effect(() => {
    if (arrival.navigations() === 0) return;
    const page = arrived();
    if (page) arrival.complete(page);
  });
}
