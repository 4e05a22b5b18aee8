import { at, session, slot } from '../../../testing/fixture';
import { clashes } from './clashes';

describe('clashes', () => {
  const first = slot(at('10:00'), session('AAAAAA'), { minutes: 60 });
  const second = slot(at('10:30'), session('BBBBBB'), { minutes: 30 });
  const third = slot(at('11:00'), session('CCCCCC'));

  it('finds what overlaps, both ways', () => {
    const found = clashes([third, second, first]);
    expect([...found.keys()].sort()).toEqual([first.number, second.number].sort());
    expect(found.get(first.number)).toEqual([second]);
    expect(found.get(second.number)).toEqual([first]);
  });

  it('takes what follows at once for no clash', () => {
    expect(clashes([second, third]).size).toBe(0);
  });

  it('never finds a session with itself, a break, or what is called off', () => {
    const again = slot(at('10:10'), session('AAAAAA'));
    const pause = slot(at('10:00'), 'Breakfast');
    const off = slot(at('10:00'), session('DDDDDD', { cancelled: true }));
    expect(clashes([first, again, pause, off]).size).toBe(0);
  });
});
