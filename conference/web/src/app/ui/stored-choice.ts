import { signal } from '@angular/core';

/** One of a few words, kept on the device where storage is allowed. */
export class StoredChoice<Choice extends string> {
  private readonly state;

  constructor(
    private readonly key: string,
    choices: readonly Choice[],
    otherwise: Choice,
  ) {
    const kept = read(key);
    this.state = signal(choices.find((choice) => choice === kept) ?? otherwise);
  }

  get value() {
    return this.state.asReadonly();
  }

  set(choice: Choice): void {
    this.state.set(choice);
    write(this.key, choice);
  }
}

/** What the device keeps under a key; null where it keeps nothing or may not. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text on the device. Where storage is blocked or full the choice lasts as long as the page. */
export function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Nothing to do: the choice holds for this visit.
  }
}
