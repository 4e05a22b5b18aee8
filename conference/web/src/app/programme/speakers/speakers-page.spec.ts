import { Site } from '../../../testing/site';

describe('SpeakersPage', () => {
  it('lists everybody with what they give, to be found by either', async () => {
    const site = await Site.open('/congress/speakers');
    expect(site.texts('.speaker-item')).toEqual(['Ada LovelaceÜber Brücken', 'Bob']);
    expect(site.texts('[role=status]')).toEqual(['2 speakers']);
    await site.type('Search speakers', 'brucken');
    expect(site.texts('.speaker-item')).toEqual(['Ada LovelaceÜber Brücken']);
    await site.type('Search speakers', 'nobody');
    expect(site.texts('[role=status]')).toEqual(['No speaker fits']);
  });

  it('says so when nobody is announced', async () => {
    const site = await Site.open('/congress/speakers', { '/r/1/speakers.json': [] });
    expect(site.texts('.state-title')).toEqual(['No speakers are announced yet']);
  });
});

describe('SpeakerPage', () => {
  it('tells who, and what they give', async () => {
    const site = await Site.open('/congress/speakers/ADA001');
    expect(site.texts('h1')).toEqual(['Ada Lovelace']);
    expect(site.texts('.speaker-biography')).toEqual(['Wrote.']);
    expect(site.texts('.session-when')).toEqual(['Fri 27 Dec, 10:20–11:00 Saal 2']);
  });

  it('says so when there is nobody of that code', async () => {
    const site = await Site.open('/congress/speakers/NOBODY');
    expect(site.texts('h1')).toEqual(['There is no such page']);
  });
});
