// Extracts the messages of the app, and those that only the published pages use (src/app/ui/shared-words.ts), into
// src/locale/messages.en.json: the file that translators work on and that Rust reads. `check` fails when it is stale.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const committed = join(import.meta.dirname, '..', 'src', 'locale', 'messages.en.json');
const directory = await mkdtemp(join(tmpdir(), 'messages-'));
try {
  const options = ['--format', 'json', '--output-path', directory, '--out-file', 'messages.json'];
  const ng = join(import.meta.dirname, '..', 'node_modules', '@angular', 'cli', 'bin', 'ng.js');
  execFileSync(process.execPath, [ng, 'extract-i18n', '--progress=false', ...options], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { locale, translations } = JSON.parse(
    await readFile(join(directory, 'messages.json'), 'utf8'),
  );
  const nameless = Object.keys(translations).filter((id) => /^\d+$/.test(id));
  if (nameless.length > 0) {
    throw new Error(`messages without an id: ${nameless.map((id) => translations[id]).join('; ')}`);
  }
  const sorted = Object.fromEntries(
    Object.entries(translations)
      .map(([id, text]) => [id, text.replace(/\s+/g, ' ').trim()])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const fresh = `${JSON.stringify({ locale, translations: sorted }, null, 2)}\n`;
  if (process.argv[2] === 'write') await writeFile(committed, fresh);
  else if (fresh !== (await readFile(committed, 'utf8'))) {
    throw new Error('src/locale/messages.en.json is stale: run `npm run i18n`');
  }
} finally {
  await rm(directory, { recursive: true });
}
