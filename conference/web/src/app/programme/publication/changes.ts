import type { ReleaseSummary } from './pointer';

/** A release with what differs from the one before. */
export interface ReleaseChanges extends ReleaseSummary {
  readonly changes: readonly Change[];
}

export interface Place {
  /** RFC 3339. */
  readonly start: string;
  readonly minutes: number;
  readonly room: string | null;
}

interface ChangedSlot {
  readonly slot: string;
  /** Code of the session's page; null for a break. */
  readonly session: string | null;
  readonly title: string;
}

export type Change =
  | (ChangedSlot & { readonly kind: 'new'; readonly to: Place })
  | (ChangedSlot & { readonly kind: 'moved'; readonly from: Place; readonly to: Place })
  | (ChangedSlot & { readonly kind: 'cancelled'; readonly from: Place })
  | (ChangedSlot & { readonly kind: 'retitled'; readonly before: string });
