import type { DayFile, Session, Slot } from '../app/programme/publication/day-file';
import type { Pointer } from '../app/programme/publication/pointer';
import type { Programme } from '../app/programme/publication/programme';
import type { SessionTexts, Speaker, Texts } from '../app/programme/publication/texts';

/** Seconds since 1970 of a time on 27 December 2024 in Berlin. */
export function at(time: string, date = '2024-12-27'): number {
  return Date.parse(`${date}T${time}:00+01:00`) / 1000;
}

export function session(code: string, changes: Partial<Session> = {}): Session {
  return {
    code,
    title: `Session ${code}`,
    subtitle: null,
    track: null,
    type: null,
    language: null,
    speakers: [],
    cancelled: false,
    optedOut: false,
    ...changes,
  };
}

let numbers = 0;

/** A slot of forty minutes in the first room; rows count five minutes from 10:00. */
export function slot(start: number, content: Session | string, changes: Partial<Slot> = {}): Slot {
  const number = ++numbers;
  const minutes = changes.minutes ?? 40;
  return {
    guid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    start,
    minutes,
    room: 0,
    column: 1,
    width: 1,
    row: 1 + Math.floor((start - at('10:00')) / 300),
    span: Math.ceil(minutes / 5),
    ...(typeof content === 'string' ? { break: content } : { session: content }),
    ...changes,
  };
}

export function day(
  slots: readonly Slot[],
  { date = '2024-12-27', ...changes }: Partial<DayFile> = {},
): DayFile {
  return {
    date,
    grid: {
      rows: Math.max(12, ...slots.map((one) => one.row + one.span - 1)),
      marks: [
        { row: 1, time: at('10:00', date) },
        { row: 13, time: at('11:00', date) },
      ],
      columns: [
        { room: 0, lanes: 1 },
        { room: 1, lanes: 2 },
      ],
    },
    slots,
    ...changes,
  };
}

export const PROGRAMME: Programme = {
  conference: {
    slug: 'congress',
    title: 'The Congress',
    subtitle: null,
    acronym: null,
    timeZone: 'Europe/Berlin',
    start: '2024-12-27',
    end: '2024-12-28',
    venue: 'Congress Center',
    city: 'Hamburg',
    url: null,
    logo: null,
    accent: null,
    language: 'en',
    descriptionHtml: '<p>About it.</p>',
  },
  release: { number: 2, label: 'Two', releasedAt: '2024-12-20T12:00:00Z' },
  tracks: [
    { slug: 'security', name: 'Security', colour: '#ff0000' },
    { slug: 'art', name: 'Art', colour: null },
  ],
  rooms: [
    { slug: 'saal-1', name: 'Saal 1', capacity: null },
    { slug: 'saal-2', name: 'Saal 2', capacity: null },
  ],
  types: [{ slug: 'talk', name: 'Talk' }],
  languages: ['de', 'en'],
  days: [entry('2024-12-27', 1), entry('2024-12-28', 2)],
  speakers: '/r/1/speakers.json',
  changes: '/r/2/changes.json',
};

function entry(date: string, index: number) {
  return {
    date,
    index,
    start: `${date}T03:00:00Z`,
    end: `${date}T23:00:00Z`,
    sessions: 3,
    data: `/r/3/day-${date}.json`,
    texts: `/r/4/texts-${date}.json`,
    styles: `/r/5/day-${date}.css`,
  };
}

const ADA = { code: 'ADA001', name: 'Ada Lovelace' };

/** Two days: three sessions and a break on the first, one session on the second. */
export const DAYS: readonly DayFile[] = [
  day([
    slot(at('10:00'), session('AAAAAA', { title: 'Opening', track: 1, language: 'en' })),
    slot(
      at('10:20'),
      session('BBBBBB', { title: 'Über Brücken', track: 0, language: 'de', speakers: [ADA] }),
      { room: 1 },
    ),
    slot(at('11:00'), 'Lunch'),
    slot(at('11:30'), session('CCCCCC', { title: 'Called off', cancelled: true })),
  ]),
  day([slot(at('10:00', '2024-12-28'), session('DDDDDD', { title: 'Closing' }), { row: 1 })], {
    date: '2024-12-28',
  }),
];

export const SPEAKERS: readonly Speaker[] = [
  { ...ADA, avatar: null, biographyHtml: '<p>Wrote.</p>', links: [], sessions: ['BBBBBB'] },
  { code: 'BOB002', name: 'Bob', avatar: null, biographyHtml: null, links: [], sessions: [] },
];

export function texts(changes: Partial<SessionTexts> = {}): SessionTexts {
  return {
    abstractHtml: null,
    descriptionHtml: null,
    links: [],
    attachments: [],
    logo: null,
    license: null,
    feedbackUrl: null,
    originUrl: null,
    ...changes,
  };
}

export const TEXTS: readonly Texts[] = [
  {
    AAAAAA: texts(),
    BBBBBB: texts({
      abstractHtml: '<p>On <em>bridges</em>.</p>',
      links: [{ title: 'Slides', url: 'https://example.org/slides' }],
      license: 'CC BY 4.0',
    }),
    CCCCCC: texts(),
  },
  { DDDDDD: texts() },
];

export const POINTER: Pointer = {
  conference: 'congress',
  release: PROGRAMME.release,
  programme: '/r/0/programme.json',
  clock: '2024-12-27T09:30:00Z',
};
