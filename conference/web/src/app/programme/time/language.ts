/** The language of the app's own words. */
const PAGES = 'en';

const names = new Intl.DisplayNames([PAGES], { type: 'language' });

/** The language's name (`German` for `de-AT`); its tag where none is known. */
export function languageName(tag: string): string {
  const primary = tag.split('-')[0] ?? tag;
  try {
    return names.of(primary) ?? tag;
  } catch {
    return tag;
  }
}

/** The tag to mark content with; null where the content is in the language of the page around it. */
export function foreign(tag: string | null | undefined): string | null {
  return tag && tag.split('-')[0]?.toLowerCase() !== PAGES ? tag : null;
}
