import { Component, computed, inject, input } from '@angular/core';
import { FavouriteClashes } from './favourite-clashes';
import { Favourites } from './favourites';

/** Marks a session, or takes the mark away. */
@Component({
  selector: 'button[confFavouriteButton]',
  template: `
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="m12 4 2.5 5.1 5.6.8-4 3.9.9 5.6-5-2.6-5 2.6.9-5.6-4-3.9 5.6-.8z" />
    </svg>
    @if (worded()) {
      @if (pressed()) {
        <span i18n="@@favourite.marked">In my schedule</span>
      } @else {
        <span i18n="@@favourite.mark">Add to my schedule</span>
      }
    }
  `,
  host: {
    '[attr.aria-pressed]': 'pressed()',
    '[attr.aria-label]': 'label()',
    '(click)': 'toggle()',
  },
})
export class FavouriteButton {
  /** The session's code. */
  readonly code = input.required<string>({ alias: 'confFavouriteButton' });
  readonly sessionTitle = input.required<string>();
  /** `worded` for a button with room for words. */
  readonly look = input<'icon' | 'worded'>('icon');

  private readonly favourites = inject(Favourites);
  private readonly clashes = inject(FavouriteClashes);

  protected readonly worded = computed(() => this.look() === 'worded');
  protected readonly pressed = computed(() => this.favourites.has(this.code()));
  /** A star alone needs a name. */
  protected readonly label = computed(() =>
    this.worded() ? null : $localize`:@@favourite.label:My schedule: ${this.sessionTitle()}:TITLE:`,
  );

  protected toggle(): void {
    this.favourites.toggle(this.code());
    if (this.pressed()) this.clashes.announce(this.code());
  }
}
