/** The pages that the documents cite, by id: `spec/sources.yaml`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { parseYaml } from '../../src/openapi/yaml.js';
import { isDay } from '../lint/rules/deprecated-has-sunset.js';

export interface Source {
  title: string;
  url?: string;
  /** Day of the last comparison with the page, `YYYY-MM-DD`. */
  read?: string;
  note?: string;
}

/** Whether a page can have been read on it. East of Greenwich a day begins up to 14 hours before it does there. */
export const isPastDay = (day: string, now = new Date()): boolean =>
  isDay(day) && Date.parse(day) <= now.getTime() + 14 * 60 * 60 * 1000;

export type Sources = Record<string, Source>;

/** @param root the folder with `spec/`. */
export function readSources(root = packageRoot): Sources {
  const file = join(root, 'spec', 'sources.yaml');
  return existsSync(file) ? ((parseYaml(readFileSync(file, 'utf8')) as Sources | null) ?? {}) : {};
}
