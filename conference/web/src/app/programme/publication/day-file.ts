/** A day's slots with their geometry. */
export interface DayFile {
  /** `YYYY-MM-DD`, local to the venue. */
  readonly date: string;
  readonly grid: Grid;
  /** In order of start, then room. */
  readonly slots: readonly Slot[];
}

/** The grid of a day. Lines are counted from 1; a row is five minutes, or stands for a part of an empty stretch. */
export interface Grid {
  readonly rows: number;
  readonly marks: readonly Mark[];
  readonly columns: readonly Column[];
}

/** A time at the edge of the grid. */
export interface Mark {
  readonly row: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** A room's share of the grid. */
export interface Column {
  /** Position among the programme's rooms; null for slots that are nowhere in particular. */
  readonly room: number | null;
  /** How many overlapping slots stand side by side. */
  readonly lanes: number;
}

export interface Slot {
  readonly guid: string;
  readonly number: number;
  /** Seconds since 1970. */
  readonly start: number;
  readonly minutes: number;
  /** Position among the programme's rooms. */
  readonly room: number | null;
  /** The first column of the grid that it takes, from 1; every lane of every room is one. */
  readonly column: number;
  /** How many it takes. What has no room may span them all. */
  readonly width: number;
  readonly row: number;
  readonly span: number;
  /** Title of a break. */
  readonly break?: string | null;
  readonly session?: Session | null;
}

export interface Session {
  readonly code: string;
  readonly title: string;
  readonly subtitle: string | null;
  /** Positions among the programme's tracks and types. */
  readonly track: number | null;
  readonly type: number | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  readonly speakers: readonly SpeakerName[];
  readonly cancelled: boolean;
  /** Not to be recorded. */
  readonly optedOut: boolean;
}

export interface SpeakerName {
  readonly code: string;
  readonly name: string;
}

/** When a slot ends, seconds since 1970. */
export function slotEnd(slot: Slot): number {
  return slot.start + slot.minutes * 60;
}
