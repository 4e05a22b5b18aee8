import { test as base, expect } from '@playwright/test';
import type { APIRequestContext, Page } from '@playwright/test';

export { expect };

/** The tests' own start: every address is one of the site under test, and a page's complaints fail the test. */
export const test = base.extend<{ quiet: undefined }>({
  baseURL: async ({}, use) => {
    await use(process.env['PLENARY_SITE']);
  },
  quiet: [
    async ({ page }, use, info) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await use(undefined);
      const expected = info.annotations.some(({ type }) => type === 'complains');
      if (!expected) expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Marks a test in which the browser is to complain: of a connection that breaks, a page that is not there. */
export const COMPLAINS = { annotation: { type: 'complains' } };

/** Opens a page and waits until the app has taken it over. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await takenOver(page);
}

export async function takenOver(page: Page): Promise<void> {
  await expect(page.locator('#page')).toHaveCount(0);
}

/** A session's card in a schedule. */
export function card(page: Page, title: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

interface DayFile {
  readonly slots: readonly {
    readonly session?: { readonly code: string; readonly title: string };
  }[];
}

interface Published {
  readonly days: readonly { readonly date: string; readonly data: string }[];
  readonly speakers: string;
}

/** What a conference publishes, read as the app reads it. */
export class Publication {
  private constructor(
    private readonly slug: string,
    readonly days: readonly string[],
    private readonly sessions: ReadonlyMap<string, string>,
    private readonly speakers: ReadonlyMap<string, string>,
  ) {}

  static async read(request: APIRequestContext, slug: string): Promise<Publication> {
    const json = async (path: string): Promise<unknown> => (await request.get(path)).json();
    const { programme } = (await json(`/${slug}/current.json`)) as { programme: string };
    const published = (await json(programme)) as Published;
    const sessions = new Map<string, string>();
    for (const { data } of published.days) {
      const { slots } = (await json(data)) as DayFile;
      for (const { session } of slots) if (session) sessions.set(session.title, session.code);
    }
    const people = (await json(published.speakers)) as { name: string; code: string }[];
    return new Publication(
      slug,
      published.days.map(({ date }) => date),
      sessions,
      new Map(people.map(({ name, code }) => [name, code])),
    );
  }

  session(title: string): string {
    return `/${this.slug}/sessions/${known(this.sessions, title)}`;
  }

  speaker(name: string): string {
    return `/${this.slug}/speakers/${known(this.speakers, name)}`;
  }

  /** Every session's page. */
  everySession(): string[] {
    return [...this.sessions.values()].map((code) => `/${this.slug}/sessions/${code}`);
  }

  /** Every speaker's page. */
  everySpeaker(): string[] {
    return [...this.speakers.values()].map((code) => `/${this.slug}/speakers/${code}`);
  }
}

function known(codes: ReadonlyMap<string, string>, name: string): string {
  const code = codes.get(name);
  if (code === undefined) throw new Error(`${name} is not among ${[...codes.keys()].join(', ')}`);
  return code;
}

/** One page of each kind, by name. */
export async function pagesOfEachKind(request: APIRequestContext): Promise<[string, string][]> {
  const demo = await Publication.read(request, 'harbourlight');
  const tideline = await Publication.read(request, 'tideline');
  const [, today] = demo.days;
  return [
    ['conferences', '/'],
    ['overview', '/harbourlight/'],
    ['schedule', '/harbourlight/schedule'],
    ['day', `/harbourlight/schedule/${today ?? ''}`],
    ['list', '/harbourlight/schedule?view=list'],
    ['now', '/harbourlight/schedule?view=now'],
    ['filtered', '/harbourlight/schedule?track=security'],
    ['nothing-found', '/harbourlight/schedule?q=zzzz'],
    ['session', tideline.session('Über Brücken und Dämme')],
    ['speakers', '/harbourlight/speakers'],
    ['speaker', tideline.speaker('Grace Hopper')],
    ['changes', '/tideline/changes'],
    ['my-schedule-empty', '/tideline/my-schedule'],
    ['my-schedule', '/harbourlight/my-schedule'],
  ];
}

/** Marks the sessions that run now in the demonstration, as a visitor of the night before would have. */
export async function markDemonstration(page: Page, request: APIRequestContext): Promise<void> {
  const demo = await Publication.read(request, 'harbourlight');
  const codes = demo
    .everySession()
    .filter((_, index) => index % 4 === 0)
    .map((path) => path.split('/')[3]);
  await page.addInitScript((kept) => {
    localStorage.setItem('plenary.favourites.harbourlight', kept);
  }, JSON.stringify(codes));
}
