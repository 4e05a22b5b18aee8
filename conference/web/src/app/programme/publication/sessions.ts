import { Service, computed, inject } from '@angular/core';
import type { Session, Slot } from './day-file';
import { Publication } from './publication';

/** A session with its slots, as far as the days have been read. */
export interface ScheduledSession {
  readonly session: Session;
  /** In order of start; each with its day, `YYYY-MM-DD`. */
  readonly slots: readonly { readonly slot: Slot; readonly day: string }[];
}

/** Sessions by code. */
@Service()
export class Sessions {
  private readonly publication = inject(Publication);

  private readonly byCode = computed(() => {
    const found = new Map<string, { session: Session; slots: { slot: Slot; day: string }[] }>();
    for (const { date: day, slots } of this.publication.days.loaded()) {
      for (const slot of slots) {
        const { session } = slot;
        if (!session) continue;
        const known = found.get(session.code);
        if (known) known.slots.push({ slot, day });
        else found.set(session.code, { session, slots: [{ slot, day }] });
      }
    }
    return found;
  });

  find(code: string): ScheduledSession | undefined {
    return this.byCode().get(code);
  }
}
