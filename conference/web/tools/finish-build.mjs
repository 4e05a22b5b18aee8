// Finishes a build and holds it to its budget. The builder puts index.html among the assets, but it is the shell that every
// published page is made from: it moves up, so that `assets/` holds nothing but what is served as it is.
import { createHash } from 'node:crypto';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = join(import.meta.dirname, '..', 'dist', 'web');
const assets = join(dist, 'assets');

/** What a visitor loads to read a schedule, bytes of brotli. */
const BUDGET = { script: 125_000, styles: 12_000 };

const bytes = async (name) => brotliCompressSync(await readFile(join(assets, name))).length;

/** A script and everything it imports before it runs. */
async function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = await readFile(join(assets, name), 'utf8');
  for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    await withImports(imported, seen);
  }
  return seen;
}

/** What the builder copies without a hash in its name gets one: browsers keep every asset for a year. */
async function withHash(shell, name) {
  const content = await readFile(join(assets, name));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  const hashed = name.replace(/\.(?=[a-z]+$)/, `-${hash}.`);
  await rename(join(assets, name), join(assets, hashed));
  return shell.replaceAll(`/assets/${name}`, `/assets/${hashed}`);
}

await rename(join(dist, '3rdpartylicenses.txt'), join(assets, 'licences.txt'));
await withHash('', 'licences.txt');
let shell = await readFile(join(assets, 'index.html'), 'utf8');
for (const name of await readdir(join(import.meta.dirname, '..', 'public'))) {
  shell = await withHash(shell, name);
}
await writeFile(join(dist, 'index.html'), shell);
await rm(join(assets, 'index.html'));
if (/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/i.test(shell)) {
  throw new Error(
    'the shell has inline scripts or styles, which the content security policy forbids',
  );
}

const names = await readdir(assets);
const initial = [...shell.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, name]) => name);
const scripts = new Set();
for (const name of initial.filter((one) => one.endsWith('.js'))) await withImports(name, scripts);
for (const name of names.filter((one) => one.endsWith('.js'))) {
  const text = await readFile(join(assets, name), 'utf8');
  if (text.includes('confSchedulePage')) await withImports(name, scripts);
}

let script = 0;
for (const name of scripts) script += await bytes(name);
let styles = 0;
for (const name of initial.filter((one) => one.endsWith('.css'))) styles += await bytes(name);
console.log(`script of the schedule: ${script} bytes (brotli), at most ${BUDGET.script}`);
console.log(`styles: ${styles} bytes (brotli), at most ${BUDGET.styles}`);
if (script > BUDGET.script || styles > BUDGET.styles) throw new Error('the app is over its budget');
