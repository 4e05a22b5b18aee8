import { Site } from '../../../testing/site';

describe('MySchedulePage', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('shows what was marked, day by day, and what overlaps', async () => {
    localStorage.setItem('plenary.favourites.congress', '["AAAAAA","BBBBBB","DDDDDD"]');
    const site = await Site.open('/congress/my-schedule');
    expect(site.texts('h2')).toEqual(['Friday, 27 December 2024', 'Saturday, 28 December 2024']);
    expect(site.texts('.session-title')).toEqual(['Opening', 'Über Brücken', 'Closing']);
    expect(site.texts('.clash')).toEqual([
      'At the same time: Über Brücken',
      'At the same time: Opening',
    ]);
    await site.click('My schedule: Opening');
    expect(site.texts('.session-title')).toEqual(['Über Brücken', 'Closing']);
    expect(site.texts('.clash, .clash-summary')).toEqual([]);
  });

  it.each(['[]', 'broken', '{"a":1}', '["GONE00"]'])(
    'invites to mark something when the device keeps %s',
    async (kept) => {
      localStorage.setItem('plenary.favourites.congress', kept);
      const site = await Site.open('/congress/my-schedule');
      expect(site.texts('.state-title')).toEqual(['Nothing marked yet']);
    },
  );

  it('takes over what another window changes', async () => {
    const site = await Site.open('/congress/my-schedule');
    const key = 'plenary.favourites.congress';
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: '["DDDDDD"]' }));
    await site.settle();
    expect(site.texts('.session-title')).toEqual(['Closing']);
  });
});
