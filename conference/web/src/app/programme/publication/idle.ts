import { Service, signal } from '@angular/core';

/** How long browsers without a notion of idle time get before the rest is loaded, milliseconds. */
const WAIT = 1500;

/** Says when the page that a visitor asked for is done and there is time for what comes next. */
@Service()
export class Idle {
  private readonly state = signal(false);
  private asked = false;

  /** True once the first page stands and the browser had a quiet moment after it. */
  readonly reached = this.state.asReadonly();

  /** Called when the first page stands. */
  expect(): void {
    if (this.asked) return;
    this.asked = true;
    const reach = () => {
      this.state.set(true);
    };
    if ('requestIdleCallback' in globalThis) requestIdleCallback(reach, { timeout: 4 * WAIT });
    else setTimeout(reach, WAIT);
  }
}
