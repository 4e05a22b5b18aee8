// Writes the types of the API's contract to src/app/api/contract.ts. `check` fails when they are stale.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const contract = join(import.meta.dirname, '..', '..', 'api', 'contract', 'v1.json');
const committed = join(import.meta.dirname, '..', 'src', 'app', 'api', 'contract.ts');

const types = await openapi(pathToFileURL(contract), { alphabetize: true, immutable: true });
const fresh = `// Made from conference/api/contract/v1.json by \`npm run api:types\`.\n\n${astToString(types)}`;
if (process.argv[2] === 'write') await writeFile(committed, fresh);
else if (fresh !== (await readFile(committed, 'utf8'))) {
  throw new Error('src/app/api/contract.ts is stale: run `npm run api:types`');
}
