import { at, day, session, slot } from '../../../testing/fixture';
import { columnStarts, rowAt, template, usedRows, usedShares } from './grid-lines';

const early = slot(at('10:00'), session('AAAAAA'), { minutes: 30 });
const late = slot(at('12:00'), session('BBBBBB'), { minutes: 60, room: 1, column: 3 });
const file = day([early, late]);

describe('columns', () => {
  it('are counted over the lanes of rooms', () => {
    expect(columnStarts(file.grid.columns)).toEqual([1, 2, 4]);
  });
});

describe('rowAt', () => {
  it.each([
    ['10:00', 0],
    ['10:15', 3],
    ['11:00', 12],
    ['12:30', 30],
  ])('finds %s at row %d', (time, row) => {
    expect(rowAt(file, at(time))).toBeCloseTo(row);
  });

  it.each(['09:00', '13:00', '23:00'])('finds %s nowhere', (time) => {
    expect(rowAt(file, at(time))).toBeUndefined();
  });

  it('follows a stretch that is drawn shorter than it is', () => {
    const shortened = day([early, { ...late, row: 15 }], {
      grid: { ...file.grid, marks: [{ row: 1, time: at('10:00') }], rows: 26 },
    });
    expect(rowAt(shortened, at('11:15'))).toBeCloseTo(10);
  });

  it('does not take the end of a slot of days for an anchor', () => {
    const exhibition = slot(at('10:00'), session('CCCCCC'), { minutes: 3000, span: 24 });
    expect(rowAt(day([early, late, exhibition]), at('12:30'))).toBeCloseTo(30);
  });
});

describe('a filtered grid', () => {
  const shown = new Set([late.number]);

  it('keeps the rooms of what is shown', () => {
    expect(usedShares(file, shown)).toEqual([false, true]);
  });

  it('keeps the rows of what is shown and a little between', () => {
    expect(usedRows(file, shown).indexOf(true)).toBe(24);
    const both = usedRows(file, new Set([early.number, late.number]));
    expect(both.filter(Boolean)).toHaveLength(6 + 2 + 12);
  });

  it('becomes a template of tracks', () => {
    expect(template([true, false, true], '1fr')).toBe('1fr 0 1fr');
  });
});
