/**
 * Words of the published pages that the app does not show itself. They stand here so that they are extracted with all
 * others: translators have one file, and so has the program that writes the pages.
 */
export const SHARED_WORDS: Readonly<Record<string, string>> = {
  'my-schedule.script': $localize`:@@my-schedule.script:This page needs JavaScript: the sessions you mark are kept in your browser and are sent to nobody.`,
  'overview.sessions.one': $localize`:@@overview.sessions.one:One session`,
  'overview.sessions.other': $localize`:@@overview.sessions.other:${'{count}'}:COUNT: sessions`,
  'session.unscheduled': $localize`:@@session.unscheduled:Time and place are not set yet.`,
  'speakers.count.one': $localize`:@@speakers.count.one:One speaker`,
  'speakers.count.other': $localize`:@@speakers.count.other:${'{count}'}:COUNT: speakers`,
};
