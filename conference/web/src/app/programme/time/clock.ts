import { Service, computed, inject, signal } from '@angular/core';
import { Publication } from '../publication/publication';

/** How often what is on now is looked at again, milliseconds. */
const TICK = 15_000;

/** The present, as far as the programme is concerned: a demonstration may have set it. */
@Service()
export class Clock {
  private readonly publication = inject(Publication);
  /** Milliseconds since the page was opened. */
  private readonly elapsed = signal(performance.now());

  constructor() {
    setInterval(() => {
      this.elapsed.set(performance.now());
    }, TICK);
  }

  /** Seconds since 1970. */
  readonly now = computed(() => {
    const elapsed = this.elapsed();
    const set = this.publication.pointer()?.clock;
    const opened = set ? Date.parse(set) : performance.timeOrigin;
    return Math.floor((opened + elapsed) / 1000);
  });
}
