import { Component, output } from '@angular/core';

/** Says that something could not be read, and offers to try again. */
@Component({
  selector: 'div[confTrouble]',
  template: `
    <h2 class="state-title" i18n="@@state.trouble">This could not be loaded</h2>
    <p class="state-text" i18n="@@state.trouble.text">
      You may be offline, or the server may be out of reach for a moment. Nothing you marked is
      lost.
    </p>
    <p class="state-actions">
      <button
        type="button"
        class="button button-primary"
        (click)="retry.emit()"
        i18n="@@state.retry"
      >
        Try again
      </button>
    </p>
  `,
  host: { class: 'state', role: 'alert' },
})
export class Trouble {
  readonly retry = output();
}
