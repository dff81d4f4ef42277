/** The pages that the documents cite, by id: `spec/sources.yaml`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { parseYaml } from '../../src/openapi/yaml.js';

export interface Source {
  title: string;
  url?: string;
  /** Day of the last comparison with the page, `YYYY-MM-DD`. */
  read?: string;
  note?: string;
}

export type Sources = Record<string, Source>;

/** @param root the folder with `spec/`. */
export function readSources(root = packageRoot): Sources {
  const file = join(root, 'spec', 'sources.yaml');
  return existsSync(file) ? ((parseYaml(readFileSync(file, 'utf8')) as Sources | null) ?? {}) : {};
}
