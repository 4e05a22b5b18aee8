import { PROGRAMME } from '../../../testing/fixture';
import { Site } from '../../../testing/site';

describe('SchedulePage', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('shows every session of every day, in order of time', async () => {
    const site = await Site.open('/congress/schedule');
    expect(site.texts('h2')).toEqual(['Friday, 27 December 2024', 'Saturday, 28 December 2024']);
    expect(site.texts('.session-title')).toEqual([
      'Opening',
      'Über Brücken',
      'Lunch',
      'Called off',
      'Closing',
    ]);
    expect(site.texts('.session-when')[1]).toBe('10:20–11:00 Saal 2');
    expect(site.texts('.page-lead')).toEqual([
      'Congress Center, Hamburg · 27–28 December 2024 · times in Europe/Berlin',
    ]);
    expect(document.title).toBe('Schedule · The Congress');
  });

  it('shows one day, and keeps the page when the day changes', async () => {
    const site = await Site.open('/congress/schedule/2024-12-28');
    const { main } = site;
    expect(site.texts('.session-title')).toEqual(['Closing']);
    await site.visit('/congress/schedule/2024-12-27');
    expect(site.main).toBe(main);
    expect(site.texts('.session-title')).toHaveLength(4);
    expect(site.named('Fri 27 Dec').getAttribute('aria-current')).toBe('page');
  });

  it('says so when a day is not part of the conference', async () => {
    const site = await Site.open('/congress/schedule/2031-01-01');
    expect(site.texts('.state-title')).toEqual(['This day is not part of the conference']);
  });

  it('finds sessions while a visitor types, counts them, and clears', async () => {
    const site = await Site.open('/congress/schedule');
    await site.type('Search sessions', 'brucken');
    expect(site.texts('.session-title')).toEqual(['Über Brücken']);
    expect(site.texts('[role=status]')).toEqual(['One session']);
    await site.click('Clear all filters');
    expect(site.texts('[role=status]')).toEqual(['4 sessions']);
  });

  it('takes filter and view from the address', async () => {
    const site = await Site.open('/congress/schedule?track=security,art&language=en&view=list');
    expect(site.texts('.session-title')).toEqual(['Opening']);
    expect(site.all('[data-view=list]')).toHaveLength(1);
    expect(site.named('Track · 2').getAttribute('aria-expanded')).toBe('false');
  });

  it('narrows down by a facet', async () => {
    const site = await Site.open('/congress/schedule');
    await site.click('Room');
    await site.click('Saal 21');
    expect(site.texts('.session-title')).toEqual(['Über Brücken']);
  });

  it('says so when nothing fits', async () => {
    const site = await Site.open('/congress/schedule?q=nothing');
    expect(site.texts('.state-title')).toEqual(['No session fits']);
    expect(site.texts('[role=status]')).toEqual(['No session']);
  });

  it('marks a favourite on the device', async () => {
    const site = await Site.open('/congress/schedule');
    await site.click('My schedule: Opening');
    expect(site.named('My schedule: Opening').getAttribute('aria-pressed')).toBe('true');
    expect(localStorage.getItem('plenary.favourites.congress')).toBe('["AAAAAA"]');
  });

  it('tells what is on now and next', async () => {
    const site = await Site.open('/congress/schedule?view=now');
    expect(site.texts('h2')).toEqual(['On now, 10:30']);
    expect(site.texts('.session-title')).toEqual(['Über Brücken', 'Opening'].reverse());
  });

  it('marks what runs, and where the day is', async () => {
    const site = await Site.open('/congress/schedule');
    expect(site.texts('.is-now .session-title')).toEqual(['Opening', 'Über Brücken']);
    expect(site.texts('.now-line')).toEqual(['10:30']);
  });

  it('says so when the schedule is not out', async () => {
    const files = { '/r/0/programme.json': { ...PROGRAMME, days: [] } };
    const site = await Site.open('/congress/schedule', files);
    expect(site.texts('.state-title')).toEqual(['The schedule is not out yet']);
  });

  it('says so when a day cannot be read, and tries again', async () => {
    const address = '/r/3/day-2024-12-28.json';
    const day = await import('../../../testing/site').then(({ FILES }) => FILES[address]);
    const site = await Site.open('/congress/schedule', { [address]: undefined });
    expect(site.texts('[role=alert] h2')).toEqual(['This could not be loaded']);
    site.publish({ [address]: day });
    await site.click('Try again');
    expect(site.texts('.session-title')).toHaveLength(5);
  });
});
