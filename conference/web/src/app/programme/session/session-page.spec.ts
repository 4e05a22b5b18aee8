import { Site } from '../../../testing/site';

describe('SessionPage', () => {
  it('tells what, when, where, who', async () => {
    const site = await Site.open('/congress/sessions/BBBBBB');
    expect(site.texts('h1')).toEqual(['Über Brücken']);
    expect(site.all('h1')[0]?.lang).toBe('de');
    expect(site.texts('.session-slots li')).toEqual([
      'Friday, 27 December 2024 10:20–11:00 Saal 2',
    ]);
    expect(site.texts('.session-facts dd')).toEqual(['Security', 'German']);
    expect(site.all('.session-abstract')[0]?.innerHTML).toBe('<p>On <em>bridges</em>.</p>');
    expect(site.texts('.speaker-card')).toEqual(['Ada LovelaceWrote.']);
    expect(site.named('Slides').getAttribute('href')).toBe('https://example.org/slides');
    expect(site.texts('.session-license')).toEqual(['Licence: CC BY 4.0']);
    expect(document.title).toBe('Über Brücken · The Congress');
  });

  it('says that a session is cancelled', async () => {
    const site = await Site.open('/congress/sessions/CCCCCC');
    expect(site.texts('.session-note')).toEqual(['This session has been cancelled.']);
  });

  it('says so when there is no such session', async () => {
    const site = await Site.open('/congress/sessions/ZZZZZZ');
    expect(site.texts('h1')).toEqual(['There is no such page']);
  });

  it('says so when the text cannot be read', async () => {
    const files = { '/r/4/texts-2024-12-27.json': undefined };
    const site = await Site.open('/congress/sessions/AAAAAA', files);
    expect(site.texts('h1')).toEqual(['Opening']);
    expect(site.texts('[role=alert] h2')).toEqual(['This could not be loaded']);
  });
});
