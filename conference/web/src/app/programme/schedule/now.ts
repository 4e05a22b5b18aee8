import { slotEnd } from '../publication/day-file';
import type { Slot } from '../publication/day-file';

/** How far ahead "next" looks in a room, seconds. */
const AHEAD = 3 * 3600;

export interface NowAndNext {
  /** Running, in order of room. */
  readonly now: readonly Slot[];
  /** The first to come in each room within three hours, in order of start. */
  readonly next: readonly Slot[];
}

/** What is on at an instant (seconds since 1970), and what comes next in each room. Cancelled sessions are neither. */
export function nowAndNext(slots: readonly Slot[], instant: number): NowAndNext {
  const held = slots.filter((slot) => slot.session && !slot.session.cancelled);
  const now = held
    .filter((slot) => slot.start <= instant && instant < slotEnd(slot))
    .sort((one, other) => (one.room ?? Infinity) - (other.room ?? Infinity));
  const firsts = new Map<number | null, Slot>();
  for (const slot of held) {
    const first = firsts.get(slot.room);
    const comes = slot.start > instant && slot.start <= instant + AHEAD;
    if (comes && (!first || slot.start < first.start)) firsts.set(slot.room, slot);
  }
  const next = [...firsts.values()].sort((one, other) => one.start - other.start);
  return { now, next };
}

/** The first session after an instant, however far ahead. */
export function firstAfter(slots: readonly Slot[], instant: number): Slot | undefined {
  let first: Slot | undefined;
  for (const slot of slots) {
    const comes = slot.session && !slot.session.cancelled && slot.start > instant;
    if (comes && (!first || slot.start < first.start)) first = slot;
  }
  return first;
}
