import { NO_FILTER } from './filter';
import { readQuery, writeQuery } from './filter-query';
import type { ScheduleQuery } from './filter-query';

describe('the query of an address', () => {
  it.each<[string, ScheduleQuery]>([
    ['nothing', { filter: NO_FILTER, view: 'grid' }],
    ['a text', { filter: { ...NO_FILTER, text: 'a b' }, view: 'list' }],
    [
      'every facet',
      {
        filter: {
          text: '',
          tracks: ['one', 'two'],
          rooms: ['saal-1'],
          types: ['talk'],
          languages: ['de', 'en'],
        },
        view: 'now',
      },
    ],
  ])('comes back as it was written: %s', (_, query) => {
    expect(readQuery(writeQuery(query))).toEqual(query);
  });

  it('takes nonsense for nothing', () => {
    expect(readQuery({ view: 'cube', track: ',,', q: ['first', 'second'] })).toEqual({
      filter: { ...NO_FILTER, text: 'first' },
      view: 'grid',
    });
  });
});
