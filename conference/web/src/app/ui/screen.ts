import { Service, signal } from '@angular/core';

/** From this width on a schedule is laid out as a grid; the style sheets know it too. */
const WIDE = '(min-width: 60rem)';

/** What of the screen matters to more than its styles. */
@Service()
export class Screen {
  private readonly query = typeof matchMedia === 'function' ? matchMedia(WIDE) : undefined;
  private readonly state = signal(this.query?.matches ?? true);

  /** Whether there is room for a grid. */
  readonly wide = this.state.asReadonly();

  constructor() {
    this.query?.addEventListener('change', ({ matches }) => {
      this.state.set(matches);
    });
  }
}
