import { at, session, slot } from '../../../testing/fixture';
import { firstAfter, nowAndNext } from './now';

const running = slot(at('10:00'), session('AAAAAA'), { room: 1 });
const other = slot(at('10:10'), session('BBBBBB'), { room: 0 });
const soon = slot(at('11:00'), session('CCCCCC'), { room: 1 });
const later = slot(at('11:50'), session('DDDDDD'), { room: 1 });
const tonight = slot(at('20:00'), session('EEEEEE'), { room: 0 });
const off = slot(at('10:00'), session('FFFFFF', { cancelled: true }), { room: 2 });
const pause = slot(at('10:00'), 'Breakfast', { room: 3 });
const slots = [tonight, running, other, soon, later, off, pause];

describe('nowAndNext', () => {
  it('tells what runs by room, and the first to come in each', () => {
    expect(nowAndNext(slots, at('10:20'))).toEqual({ now: [other, running], next: [soon] });
  });

  it('counts a beginning in and an end out', () => {
    expect(nowAndNext(slots, at('10:00')).now).toEqual([running]);
    expect(nowAndNext(slots, at('10:40')).now).toEqual([other]);
  });

  it('looks three hours ahead', () => {
    expect(nowAndNext(slots, at('16:59')).next).toEqual([]);
    expect(nowAndNext(slots, at('17:00')).next).toEqual([tonight]);
  });
});

describe('firstAfter', () => {
  it('finds what comes however far ahead', () => {
    expect(firstAfter(slots, at('12:40'))).toBe(tonight);
    expect(firstAfter(slots, at('20:00'))).toBeUndefined();
  });
});
