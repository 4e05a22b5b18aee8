import { Component } from '@angular/core';

/** Stands for a page whose content is on its way. */
@Component({
  selector: 'div[confLoading]',
  template: `
    <p class="visually-hidden" role="status" i18n="@@state.loading">Loading</p>
    <div class="loading-line" aria-hidden="true"></div>
    <div class="loading-line" aria-hidden="true"></div>
    <div class="loading-line" aria-hidden="true"></div>
  `,
  host: { class: 'loading' },
})
export class Loading {}
