import type { ReleaseSummary } from './pointer';

/** What is true of a conference whatever its days. */
export interface Programme {
  readonly conference: Conference;
  readonly release: ReleaseSummary;
  readonly tracks: readonly Track[];
  readonly rooms: readonly Room[];
  readonly types: readonly SessionType[];
  /** BCP 47 tags. */
  readonly languages: readonly string[];
  readonly days: readonly DayEntry[];
  /** Address of the speakers. */
  readonly speakers: string;
  /** Address of the changes. */
  readonly changes: string;
}

export interface Conference {
  readonly slug: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly acronym: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** First and last day, `YYYY-MM-DD`, local to the venue. */
  readonly start: string;
  readonly end: string;
  readonly venue: string | null;
  readonly city: string | null;
  readonly url: string | null;
  readonly logo: string | null;
  /** `#rrggbb`. */
  readonly accent: string | null;
  readonly language: string | null;
  /** Sanitised on the server. */
  readonly descriptionHtml: string | null;
}

export interface Track {
  readonly slug: string;
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string | null;
}

export interface Room {
  readonly slug: string;
  readonly name: string;
  readonly capacity: number | null;
}

export interface SessionType {
  readonly slug: string;
  readonly name: string;
}

/** A day and where its content is. */
export interface DayEntry {
  /** `YYYY-MM-DD`, local to the venue. */
  readonly date: string;
  /** 1 for the first. */
  readonly index: number;
  /** RFC 3339. */
  readonly start: string;
  readonly end: string;
  /** How many sessions it has. */
  readonly sessions: number;
  /** Addresses of the slots, the texts and the style sheet. */
  readonly data: string;
  readonly texts: string;
  readonly styles: string;
}
