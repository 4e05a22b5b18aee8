import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const WEB = join(import.meta.dirname, '..', '..');

/** The command under test: `PLENARY_BIN`, else the workspace's own build. */
const BINARY = process.env['PLENARY_BIN'] ?? join(WEB, '..', '..', 'target', 'debug', 'plenary');

/** How long the command may take to be ready, milliseconds. */
const PATIENCE = 60_000;

/** Runs a command of `plenary` to its end; an exit code other than 0 is an error. */
export function plenary(...words: readonly string[]): string {
  if (!existsSync(BINARY)) {
    throw new Error(`${BINARY} is not there: set PLENARY_BIN to the plenary command`);
  }
  const { status, stdout, stderr } = spawnSync(BINARY, [...words, ...app(words)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`plenary ${words.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** Starts a command that serves, and waits until it answers at its address. */
export async function serve(
  command: readonly string[],
  port: number,
): Promise<{ readonly process: ChildProcess; readonly site: string }> {
  const words = [...command, '--port', String(port)];
  const started = spawn(BINARY, [...words, ...app(words)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  started.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const site = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + PATIENCE;
  while (!(await answers(`${site}/`))) {
    if (started.exitCode !== null || Date.now() > deadline) {
      throw new Error(`plenary ${words.join(' ')} does not answer: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { process: started, site };
}

/** Ends a command as an operator would, and waits for it. */
export async function stop(started: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => started.once('exit', resolve));
  started.kill('SIGTERM');
  await ended;
}

/** A port that is free right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** The pages are tested with the app that was built last, whichever is inside the command. */
function app(words: readonly string[]): string[] {
  const publishes = ['serve', 'import', 'demo'].includes(words[0] ?? '');
  const built = join(WEB, 'dist', 'web');
  return publishes && existsSync(built) ? ['--app', built] : [];
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { redirect: 'manual' })).status < 500;
  } catch {
    return false;
  }
}
