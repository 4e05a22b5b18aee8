import { at } from '../../../testing/fixture';
import { WallClock, sameTime } from './wall-clock';

describe('WallClock', () => {
  it.each([
    ['Europe/Berlin', '19:15', '2024-12-27', '2024-12-27T19:15+01:00'],
    ['Asia/Tokyo', '03:15', '2024-12-28', '2024-12-28T03:15+09:00'],
    ['Asia/Kolkata', '23:45', '2024-12-27', '2024-12-27T23:45+05:30'],
    ['America/St_Johns', '14:45', '2024-12-27', '2024-12-27T14:45-03:30'],
    ['UTC', '18:15', '2024-12-27', '2024-12-27T18:15+00:00'],
  ])('reads %s', (zone, time, date, dateTime) => {
    const clock = new WallClock(zone);
    const instant = at('19:15');
    expect([clock.time(instant), clock.date(instant), clock.dateTime(instant)]).toEqual([
      time,
      date,
      dateTime,
    ]);
  });

  it('knows midnight and the hour that comes twice', () => {
    const clock = new WallClock('Europe/Berlin');
    expect(clock.time(at('00:00'))).toBe('00:00');
    const first = Date.parse('2024-10-27T00:30:00Z') / 1000;
    expect(clock.dateTime(first)).toBe('2024-10-27T02:30+02:00');
    expect(clock.dateTime(first + 3600)).toBe('2024-10-27T02:30+01:00');
  });
});

describe('sameTime', () => {
  it('compares what clocks show, not what zones are called', () => {
    expect(sameTime('Europe/Berlin', 'Europe/Paris', at('12:00'))).toBe(true);
    expect(sameTime('Europe/Berlin', 'Europe/London', at('12:00'))).toBe(false);
  });
});
