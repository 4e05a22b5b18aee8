import { DOCUMENT, Service, inject } from '@angular/core';
import { StoredChoice } from './stored-choice';

export type SchemeChoice = 'system' | 'light' | 'dark';

const ORDER: readonly SchemeChoice[] = ['system', 'light', 'dark'];

/** Light or dark, or what the system says. `public/scheme.js` applies the kept choice before the first paint. */
@Service()
export class Scheme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly stored = new StoredChoice<SchemeChoice>('plenary.scheme', ORDER, 'system');

  readonly choice = this.stored.value;

  /** Takes the next of system, light, dark. */
  next(): void {
    const choice = ORDER[(ORDER.indexOf(this.choice()) + 1) % ORDER.length] ?? 'system';
    this.stored.set(choice);
    if (choice === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = choice;
  }
}
