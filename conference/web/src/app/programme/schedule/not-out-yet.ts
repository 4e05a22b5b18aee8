import { Component } from '@angular/core';

/** Says that there is no schedule yet. */
@Component({
  selector: 'div[confNotOutYet]',
  template: `
    <h2 class="state-title" i18n="@@schedule.empty">The schedule is not out yet</h2>
    <p class="state-text" i18n="@@schedule.empty.text">
      As soon as the organisers release it, it will stand on this page.
    </p>
  `,
  host: { class: 'state' },
})
export class NotOutYet {}
