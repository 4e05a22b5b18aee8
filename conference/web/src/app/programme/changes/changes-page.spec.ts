import { Site } from '../../../testing/site';

const place = { start: '2024-12-27T09:00:00Z', minutes: 40, room: 'Saal 1' };
const releases = [
  {
    number: 2,
    label: 'Two',
    releasedAt: '2024-12-20T12:00:00Z',
    changes: [
      { kind: 'new', slot: '1', session: 'AAAAAA', title: 'Opening', to: place },
      {
        kind: 'moved',
        slot: '2',
        session: 'BBBBBB',
        title: 'Über Brücken',
        from: { ...place, room: null },
        to: place,
      },
      { kind: 'cancelled', slot: '3', session: 'GONE00', title: 'Gone', from: place },
      { kind: 'retitled', slot: '4', session: null, title: 'Lunch', before: 'Dinner' },
    ],
  },
  { number: 1, label: null, releasedAt: '2024-12-01T12:00:00Z', changes: [] },
];

describe('ChangesPage', () => {
  it('tells releases and their changes, newest first', async () => {
    const site = await Site.open('/congress/changes', { '/r/2/changes.json': releases });
    expect(site.texts('h2')).toEqual(['Release Two', 'Release 1']);
    expect(site.texts('.change')).toEqual([
      'New Opening Fri 27 Dec, 10:00, Saal 1',
      'Moved Über Brücken Fri 27 Dec, 10:00 → Fri 27 Dec, 10:00, Saal 1',
      'Cancelled Gone Fri 27 Dec, 10:00, Saal 1',
      'New title Lunch Before: Dinner',
    ]);
    expect(site.texts('.change a')).toEqual(['Opening', 'Über Brücken']);
    expect(site.texts('.change-none')).toEqual(['The first release of the schedule.']);
  });
});
