import { httpResource } from '@angular/common/http';
import type { HttpResourceRef } from '@angular/common/http';
import type { paths } from './contract';

/** Where version 1 of the API stands, on the site's own origin. */
const BASE = '/v1';

type Read<Path extends keyof paths> = paths[Path]['get'];

/** What a read of a path answers. */
export type Answer<Path extends keyof paths> =
  Read<Path> extends {
    readonly responses: {
      readonly 200: { readonly content: { readonly 'application/json': infer Body } };
    };
  }
    ? Body
    : never;

type Part<Path extends keyof paths, Name extends 'path' | 'query'> =
  Read<Path> extends { readonly parameters: Readonly<Partial<Record<Name, infer Values>>> }
    ? Exclude<Values, undefined>
    : never;

/** What a read of a path is asked with: the values that stand in the path, and those of the query. */
export interface Question<Path extends keyof paths> {
  readonly path?: Part<Path, 'path'>;
  readonly query?: Part<Path, 'query'>;
}

/** Reads a path of the API whenever its question changes; nothing is asked while there is none. */
export function apiResource<Path extends keyof paths>(
  path: Path,
  question: () => Question<Path> | undefined,
): HttpResourceRef<Answer<Path> | undefined> {
  return httpResource<Answer<Path>>(() => {
    const asked = question();
    if (!asked) return undefined;
    const values = new Map(Object.entries<unknown>(asked.path ?? {}));
    const url = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(values.get(name))),
    );
    const query = Object.entries<unknown>(asked.query ?? {}).filter(
      ([, value]) => value !== undefined,
    );
    return {
      url: BASE + url,
      params: Object.fromEntries(query.map(([name, value]) => [name, String(value)])),
    };
  });
}
