import { Service, signal } from '@angular/core';

/** Says something politely to those who listen to the page; the frame holds the element that speaks. */
@Service()
export class Announcer {
  private readonly state = signal('');
  readonly text = this.state.asReadonly();

  say(text: string): void {
    this.state.set(text);
  }
}
