/** A conference as a list of conferences shows it. */
export interface ListedConference {
  readonly slug: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly start: string;
  readonly end: string;
  readonly venue?: string | null;
  readonly city?: string | null;
}

/** Reads the list out of the page's data block; undefined where there is none. */
export function embeddedConferences(document: Document): readonly ListedConference[] | undefined {
  const text = document.getElementById('plenary-conferences')?.textContent;
  try {
    return text ? (JSON.parse(text) as ListedConference[]) : undefined;
  } catch {
    return undefined;
  }
}
