import { httpResource } from '@angular/common/http';

export interface ConferenceList {
  readonly conferences: readonly {
    readonly slug: string;
    readonly title: string;
    readonly start: string;
    readonly end: string;
    readonly venue?: string | null;
    readonly city?: string | null;
  }[];
}

/** All conferences, where they are wanted. */
export function conferencesResource(wanted: () => boolean) {
  return httpResource<ConferenceList>(() => (wanted() ? '/v1/conferences' : undefined));
}
