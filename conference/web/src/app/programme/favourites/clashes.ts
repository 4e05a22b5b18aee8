import { slotEnd } from '../publication/day-file';
import type { Slot } from '../publication/day-file';

/** The slots that overlap in time with each slot (by number). Slots of one session never clash with each other. */
export function clashes(slots: readonly Slot[]): ReadonlyMap<number, readonly Slot[]> {
  const held = slots
    .filter((slot) => slot.session && !slot.session.cancelled)
    .sort((one, other) => one.start - other.start);
  const found = new Map<number, Slot[]>();
  const note = (slot: Slot, other: Slot) => {
    found.set(slot.number, [...(found.get(slot.number) ?? []), other]);
  };
  held.forEach((slot, position) => {
    for (const later of held.slice(position + 1)) {
      if (later.start >= slotEnd(slot)) break;
      if (later.session?.code === slot.session?.code) continue;
      note(slot, later);
      note(later, slot);
    }
  });
  return found;
}
