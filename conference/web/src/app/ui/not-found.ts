import { Component } from '@angular/core';

/** Says that an address leads nowhere, within a page of a conference. */
@Component({
  selector: 'div[confNotFound]',
  template: `
    <h1 class="page-title" i18n="@@not-found.title">There is no such page</h1>
    <p class="page-lead" i18n="@@not-found.text">
      The address may be mistyped, or what stood here was taken off the programme.
    </p>
  `,
})
export class NotFound {}
