import { Site } from '../../../testing/site';

describe('OverviewPage', () => {
  it('tells what, when, where', async () => {
    const site = await Site.open('/congress');
    expect(site.texts('h1')).toEqual(['The Congress']);
    expect(site.texts('dd')).toEqual([
      '27–28 December 2024',
      'Congress Center, Hamburg',
      'Europe/Berlin',
    ]);
    expect(site.texts('.overview-about')).toEqual(['About it.']);
    expect(site.texts('.overview-days a')).toEqual([
      'Friday, 27 December 2024 3 sessions',
      'Saturday, 28 December 2024 3 sessions',
    ]);
    expect(site.named('iCalendar').getAttribute('href')).toBe('/congress/schedule.ics');
  });

  it('says so when it cannot be read', async () => {
    const site = await Site.open('/congress', { '/congress/current.json': undefined });
    expect(site.texts('[role=alert] h2')).toEqual(['This could not be loaded']);
  });
});
