import type { DayFile, Slot } from '../publication/day-file';
import type { Programme } from '../publication/programme';

/** What a visitor asks to see. Values of one facet are alternatives, facets and words narrow each other down. */
export interface Filter {
  /** Words, as typed. */
  readonly text: string;
  /** Slugs; languages are BCP 47 tags. */
  readonly tracks: readonly string[];
  readonly rooms: readonly string[];
  readonly types: readonly string[];
  readonly languages: readonly string[];
}

export type Facet = 'tracks' | 'rooms' | 'types' | 'languages';

export const NO_FILTER: Filter = { text: '', tracks: [], rooms: [], types: [], languages: [] };

export const FACETS: readonly Facet[] = ['tracks', 'rooms', 'types', 'languages'];

/** Whether a filter lets everything through. */
export function isEmpty(filter: Filter): boolean {
  return filter.text.trim() === '' && FACETS.every((facet) => filter[facet].length === 0);
}

/** Adds a value to a facet, or takes it away. */
export function toggled(filter: Filter, facet: Facet, value: string): Filter {
  const values = filter[facet];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...filter, [facet]: next };
}

/** What a slot is found by, made ready once. */
export interface Findable {
  readonly slot: Slot;
  readonly text: string;
  readonly tracks: string | undefined;
  readonly rooms: string | undefined;
  readonly types: string | undefined;
  readonly languages: string | undefined;
}

/** Makes the sessions of days ready to be filtered; breaks are never found. */
export function findable(programme: Programme, days: readonly DayFile[]): Findable[] {
  const slug = (list: readonly { readonly slug: string }[], at: number | null) =>
    at === null ? undefined : list[at]?.slug;
  return days.flatMap((day) =>
    day.slots.flatMap((slot) => {
      const { session } = slot;
      if (!session) return [];
      const words = [
        session.title,
        session.subtitle ?? '',
        ...session.speakers.map((speaker) => speaker.name),
        session.track === null ? '' : (programme.tracks[session.track]?.name ?? ''),
        slot.room === null ? '' : (programme.rooms[slot.room]?.name ?? ''),
      ];
      return [
        {
          slot,
          text: folded(words.join('\n')),
          tracks: slug(programme.tracks, session.track),
          rooms: slug(programme.rooms, slot.room),
          types: slug(programme.types, session.type),
          languages: session.language ?? undefined,
        },
      ];
    }),
  );
}

/** The numbers of the slots that a filter lets through. */
export function found(candidates: readonly Findable[], filter: Filter): ReadonlySet<number> {
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  const sets = FACETS.map((facet) => ({ facet, values: new Set(filter[facet]) }));
  const numbers = new Set<number>();
  for (const candidate of candidates) {
    const fits =
      sets.every(({ facet, values }) => values.size === 0 || values.has(candidate[facet] ?? '')) &&
      words.every((word) => candidate.text.includes(word));
    if (fits) numbers.add(candidate.slot.number);
  }
  return numbers;
}

/** How many candidates each value of a facet would let through, were it alone. */
export function counts(candidates: readonly Findable[], facet: Facet): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const candidate of candidates) {
    const value = candidate[facet];
    if (value !== undefined) counted.set(value, (counted.get(value) ?? 0) + 1);
  }
  return counted;
}

/** A text as searches compare it: without case and without marks on letters. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
