import { Component } from '@angular/core';
import { arrives } from './arrival';
import { NotFound } from './not-found';

/** A page for addresses that lead nowhere. One that was published for that purpose stays. */
@Component({
  selector: 'main[confNotFoundPage]',
  imports: [NotFound],
  templateUrl: './not-found-page.html',
  host: { class: 'page', id: 'content', tabindex: '-1' },
})
export class NotFoundPage {
  constructor() {
    arrives(() => ({
      title: $localize`:@@not-found.title:There is no such page`,
      broken: 'missing',
    }));
  }
}
