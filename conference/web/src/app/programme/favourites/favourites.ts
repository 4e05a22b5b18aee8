import { Service, computed, inject, signal } from '@angular/core';
import { read, write } from '../../ui/stored-choice';
import { Publication } from '../publication/publication';

const PREFIX = 'plenary.favourites.';

/** The sessions a visitor marked, by code: on this device, for each conference. */
@Service()
export class Favourites {
  private readonly publication = inject(Publication);
  private readonly lists = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

  private readonly key = computed(
    () => PREFIX + (this.publication.programme()?.conference.slug ?? ''),
  );

  /** Codes. */
  readonly codes = computed(() => this.lists().get(this.key()) ?? parsed(read(this.key())));

  constructor() {
    // Another window of the same browser may change the list too.
    addEventListener('storage', ({ key, newValue }) => {
      if (key?.startsWith(PREFIX)) this.keep(key, parsed(newValue));
    });
  }

  has(code: string): boolean {
    return this.codes().has(code);
  }

  /** Marks a session, or takes the mark away. */
  toggle(code: string): void {
    const codes = new Set(this.codes());
    if (!codes.delete(code)) codes.add(code);
    this.keep(this.key(), codes);
    write(this.key(), JSON.stringify([...codes]));
  }

  private keep(key: string, codes: ReadonlySet<string>): void {
    this.lists.update((lists) => new Map(lists).set(key, codes));
  }
}

function parsed(text: string | null): ReadonlySet<string> {
  try {
    const codes: unknown = JSON.parse(text ?? '[]');
    return new Set(Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []);
  } catch {
    return new Set();
  }
}
