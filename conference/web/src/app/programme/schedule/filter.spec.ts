import { DAYS, PROGRAMME } from '../../../testing/fixture';
import { NO_FILTER, counts, findable, folded, found, isEmpty, toggled } from './filter';
import type { Filter } from './filter';

const candidates = findable(PROGRAMME, DAYS);

function titles(filter: Partial<Filter>): string[] {
  const numbers = found(candidates, { ...NO_FILTER, ...filter });
  return candidates
    .filter(({ slot }) => numbers.has(slot.number))
    .map(({ slot }) => slot.session?.title ?? '');
}

describe('found', () => {
  it.each<[string, Partial<Filter>, string[]]>([
    ['everything without a filter', {}, ['Opening', 'Über Brücken', 'Called off', 'Closing']],
    ['a word of a title', { text: 'clos' }, ['Closing']],
    ['case and marks do not matter', { text: 'UBER brucken' }, ['Über Brücken']],
    ['the name of a speaker', { text: 'lovelace' }, ['Über Brücken']],
    ['the name of a room', { text: 'saal 2' }, ['Über Brücken']],
    ['every word must fit', { text: 'opening lovelace' }, []],
    ['a track', { tracks: ['security'] }, ['Über Brücken']],
    ['one of two tracks', { tracks: ['security', 'art'] }, ['Opening', 'Über Brücken']],
    ['a track and a language', { tracks: ['security', 'art'], languages: ['en'] }, ['Opening']],
    ['a room', { rooms: ['saal-2'] }, ['Über Brücken']],
    ['a type that nothing has', { types: ['workshop'] }, []],
  ])('%s', (_, filter, expected) => {
    expect(titles(filter)).toEqual(expected);
  });

  it('takes at most 50 ms for a thousand sessions', () => {
    const many = Array.from({ length: 250 }, () => candidates).flat();
    found(many, { ...NO_FILTER, text: 'warm up' });
    const start = performance.now();
    found(many, { ...NO_FILTER, text: 'love bru', tracks: ['security'] });
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('toggled', () => {
  it('adds a value and takes it away again', () => {
    const once = toggled(NO_FILTER, 'rooms', 'saal-1');
    expect(once.rooms).toEqual(['saal-1']);
    expect(isEmpty(once)).toBe(false);
    expect(isEmpty(toggled(once, 'rooms', 'saal-1'))).toBe(true);
  });
});

describe('counts', () => {
  it('counts the sessions of each value', () => {
    expect(Object.fromEntries(counts(candidates, 'rooms'))).toEqual({ 'saal-1': 3, 'saal-2': 1 });
  });
});

describe('folded', () => {
  it('takes case and marks away', () => {
    expect(folded('Čeština ÅÄÖ ﬁ')).toBe('cestina aao fi');
  });
});
