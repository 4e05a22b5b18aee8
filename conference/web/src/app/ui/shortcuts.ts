import { DOCUMENT, Service, inject } from '@angular/core';

/** `/` leads to the page's search field, as in many places; never while something is typed elsewhere. */
@Service()
export class Shortcuts {
  private readonly document = inject(DOCUMENT);

  start(): void {
    this.document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea'))
        return;
      const search = this.document.querySelector<HTMLInputElement>(
        'conf-root input[type="search"]',
      );
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    });
  }
}
