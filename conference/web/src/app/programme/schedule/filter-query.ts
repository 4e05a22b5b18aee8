import type { Params } from '@angular/router';
import { FACETS, NO_FILTER } from './filter';
import type { Facet, Filter } from './filter';

/** The views of a schedule. */
export type View = 'grid' | 'list' | 'now';

/** What the address says about a schedule. */
export interface ScheduleQuery {
  readonly filter: Filter;
  readonly view: View;
}

const NAMES: Readonly<Record<Facet, string>> = {
  tracks: 'track',
  rooms: 'room',
  types: 'type',
  languages: 'language',
};

/** Reads filter and view out of an address. Unknown values stay in the filter: it is the data that knows them. */
export function readQuery(params: Params): ScheduleQuery {
  const filter = { ...NO_FILTER, text: single(params['q']) };
  for (const facet of FACETS) {
    filter[facet] = [...new Set(single(params[NAMES[facet]]).split(',').filter(Boolean))];
  }
  const view = single(params['view']);
  return { filter, view: view === 'list' || view === 'now' ? view : 'grid' };
}

/** Writes filter and view as an address carries them: only what differs from the whole schedule as a grid. */
export function writeQuery({ filter, view }: ScheduleQuery): Record<string, string> {
  const query: Record<string, string> = {};
  if (view !== 'grid') query['view'] = view;
  if (filter.text.trim() !== '') query['q'] = filter.text;
  for (const facet of FACETS) {
    if (filter[facet].length > 0) query[NAMES[facet]] = filter[facet].join(',');
  }
  return query;
}

function single(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}
