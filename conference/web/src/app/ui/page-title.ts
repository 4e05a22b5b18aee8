import type { Programme } from '../programme/publication/programme';

/** Title of the document: the page's own, then the conference's. */
export function pageTitle(title: string, programme: Programme | undefined): string {
  return programme ? `${title} · ${programme.conference.title}` : title;
}
