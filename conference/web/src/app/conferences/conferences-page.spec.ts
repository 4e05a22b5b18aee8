import { Site } from '../../testing/site';

const LISTED = { slug: 'congress', title: 'The Congress', start: '2024-12-27', end: '2024-12-28' };

describe('ConferencesPage', () => {
  afterEach(() => {
    document.getElementById('plenary-conferences')?.remove();
  });

  it('lists what the page itself names', async () => {
    const block = document.createElement('script');
    block.type = 'application/json';
    block.id = 'plenary-conferences';
    block.textContent = JSON.stringify([{ ...LISTED, venue: 'Center', city: 'Hamburg' }]);
    document.head.append(block);
    const site = await Site.open('/');
    expect(site.texts('li')).toEqual(['The Congress 27–28 December 2024 · Center, Hamburg']);
  });

  it('asks the API where the page names none', async () => {
    const answer = { items: [{ ...LISTED, venue: null, city: null }] };
    const site = await Site.open('/', { '/v1/conferences': answer });
    expect(site.texts('li')).toEqual(['The Congress 27–28 December 2024']);
    expect(site.named('The Congress 27–28 December 2024').getAttribute('href')).toBe('/congress/');
  });

  it('says so when there is none', async () => {
    const site = await Site.open('/', { '/v1/conferences': { items: [] } });
    expect(site.texts('.state-title')).toEqual(['No conference is published yet']);
  });

  it('says so when the API does not answer', async () => {
    const site = await Site.open('/');
    expect(site.texts('[role=alert] h2')).toEqual(['This could not be loaded']);
  });
});
