/** Names the current publication of a conference: `current.json`, and a data block in every page. */
export interface Pointer {
  /** The conference's slug. */
  readonly conference: string;
  readonly release: ReleaseSummary;
  /** Address of the programme. */
  readonly programme: string;
  /** Stands in for the present in "now and next", RFC 3339. */
  readonly clock?: string | null;
  /** The day that the page belongs to, `YYYY-MM-DD`. */
  readonly day?: string | null;
}

/** A release of a schedule, without its content. */
export interface ReleaseSummary {
  readonly number: number;
  readonly label: string | null;
  /** RFC 3339. */
  readonly releasedAt: string;
}

const BLOCK = 'plenary-publication';

/** Reads the pointer out of the page's data block; undefined where there is none or it belongs to another conference. */
export function embeddedPointer(document: Document, conference: string): Pointer | undefined {
  const text = document.getElementById(BLOCK)?.textContent;
  if (!text) return undefined;
  try {
    const pointer = JSON.parse(text) as Pointer;
    return pointer.conference === conference ? pointer : undefined;
  } catch {
    return undefined;
  }
}
