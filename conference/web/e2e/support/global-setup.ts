import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostileSchedule } from '../fixtures/hostile';
import { hugeSchedule } from '../fixtures/huge';
import { tidelineSchedule } from '../fixtures/tideline';
import { freePort, plenary, serve, stop } from './plenary';

/**
 * Imports the fixtures into a data directory of its own and serves it for all tests: the demonstration at 10:40 of its second
 * day, a small conference in its second release, one that attacks the page in every text, and one of 1,007 sessions.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'plenary-e2e-'));
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Lisbon' }).format(new Date());
  const at = new Date(lisbon(today, '10:40')).toISOString();

  const demo = await serve(['demo', '--data', data, '--at', at], await freePort());
  await stop(demo.process);

  const files = {
    'tideline-1.xml': tidelineSchedule('first'),
    'tideline-2.xml': tidelineSchedule('second'),
    'hostile.xml': hostileSchedule(),
    'huge.xml': hugeSchedule(),
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(data, name), content);
    plenary('import', join(data, name), '--data', data);
  }

  const served = await serve(['serve', '--data', data], await freePort());
  process.env['PLENARY_SITE'] = served.site;
  process.env['PLENARY_TODAY'] = today;
  return async () => {
    await stop(served.process);
    await rm(data, { recursive: true });
  };
}

/** Milliseconds since 1970 of a time on Lisbon's clocks. */
function lisbon(date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}Z`);
  const shown = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Lisbon',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(asUtc);
  return asUtc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc);
}
