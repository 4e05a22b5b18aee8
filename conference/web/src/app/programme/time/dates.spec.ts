import { dateRange, dayTitle, moment, shortDate, shortMoment, shortWeekday } from './dates';

describe('dates', () => {
  it.each([
    ['2024-12-27', '2024-12-27', '27 December 2024'],
    ['2024-12-27', '2024-12-30', '27–30 December 2024'],
    ['2024-11-30', '2024-12-02', '30 November – 2 December 2024'],
    ['2024-12-30', '2025-01-02', '30 December 2024 – 2 January 2025'],
  ])('from %s to %s', (start, end, expected) => {
    expect(dateRange(start, end)).toBe(expected);
  });

  it('read as on the published pages', () => {
    expect(dayTitle('2024-12-27')).toBe('Friday, 27 December 2024');
    expect([shortWeekday('2025-03-01'), shortDate('2025-03-01')]).toEqual(['Sat', '1 Mar']);
    expect(shortDate('2025-09-05')).toBe('5 Sep');
    expect(moment('2024-12-27', '19:15')).toBe('27 December 2024, 19:15');
    expect(shortMoment('2024-12-27', '19:15')).toBe('Fri 27 Dec, 19:15');
  });
});
