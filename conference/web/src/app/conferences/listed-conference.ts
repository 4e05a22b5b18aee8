import type { components } from '../api/contract';

/** What the list of conferences shows of one. */
export type ListedConference = Pick<
  components['schemas']['ConferenceSummary'],
  'slug' | 'title' | 'start' | 'end' | 'venue' | 'city'
>;

/** Reads the list out of the page's data block; undefined where there is none. */
export function embeddedConferences(document: Document): readonly ListedConference[] | undefined {
  const text = document.getElementById('plenary-conferences')?.textContent;
  try {
    return text ? (JSON.parse(text) as ListedConference[]) : undefined;
  } catch {
    return undefined;
  }
}
