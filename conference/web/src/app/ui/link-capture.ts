import { DOCUMENT, Service, inject } from '@angular/core';
import { Router } from '@angular/router';

/** Last segments that are files, not pages: `schedule.ics`. */
const FILE = /\.[a-z0-9]+$/i;

/** First segments that the app has no pages for. */
const ELSEWHERE = /^\/(v\d+|r|assets|account|login|_[^/]*)(\/|$)/;

/**
 * Takes clicks on links to pages of the same conference to the router. Links are plain ones, as in the published pages; a
 * thousand of them on a page cost nothing.
 */
@Service()
export class LinkCapture {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);

  start(): void {
    this.document.addEventListener('click', (event) => {
      this.follow(event);
    });
  }

  private follow(event: MouseEvent): void {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || modified) return;
    const link = event.target instanceof Element ? event.target.closest('conf-root a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download'))
      return;
    const here = this.document.location;
    if (link.origin !== here.origin || !samePlace(link.pathname, here.pathname)) return;
    event.preventDefault();
    const info = link.dataset['keepFocus'] === undefined ? undefined : 'keep-focus';
    void this.router.navigateByUrl(link.pathname + link.search + link.hash, { info });
  }
}

function samePlace(target: string, here: string): boolean {
  const conference = (path: string) => path.split('/')[1];
  return conference(target) === conference(here) && !FILE.test(target) && !ELSEWHERE.test(target);
}
