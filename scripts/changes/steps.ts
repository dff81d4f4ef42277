/**
 * The version step that the changes of each document need (docs/guides/versions.md), and the step in
 * spec/CHANGELOG.yaml. The documents of the last release are in releases/, since a clone in CI has no history.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { diffDocuments, type DiffReport } from '../../src/diff/diff.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { isObject, type JsonObject } from '../../src/openapi/document.js';
import { generatedPath, listProviders, packageRoot } from '../../src/openapi/providers.js';
import { parseYaml } from '../../src/openapi/yaml.js';

export const steps = ['patch', 'minor', 'major'] as const;
export type Step = (typeof steps)[number];

/** The changelog entry of a document's changes since the last release. */
export interface Entry {
  step: Step;
  says: string;
}

export type Reports = ReadonlyMap<string, DiffReport>;
export type Entries = ReadonlyMap<string, Entry>;

/** The newest version whose documents are in releases/. */
export function lastRelease(root = packageRoot): string {
  const number = (name: string) => name.split('.').reduce((sum, part) => sum * 1000 + Number.parseInt(part, 10), 0);
  const versions = readdirSync(join(root, 'releases')).sort((a, b) => number(a) - number(b));
  return versions.at(-1)!;
}

/** A document that is not in the release, or is not there any more, is compared with one without operations. */
export async function changesSince(release: string, root = packageRoot): Promise<Reports> {
  const folder = join(root, 'releases', release);
  const recorded = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
  const present = listProviders();
  const reports = new Map<string, DiffReport>();
  for (const provider of new Set([...present, ...recorded].sort())) {
    const old = recorded.includes(provider) ? read(join(folder, `${provider}.json`)) : undefined;
    const now = present.includes(provider) ? read(generatedPath(provider, 'openapi.json')) : undefined;
    reports.set(provider, await diffDocuments(old ?? withoutOperations(now!), now ?? withoutOperations(old!)));
  }
  return reports;
}

const withoutOperations = ({ paths, webhooks, ...rest }: JsonObject): JsonObject => ({ ...rest, paths: {} });

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as JsonObject;

/** A corrected clause counts too, since clients that relied on it may have to change. */
export function neededStep({ summary, changes }: DiffReport): Step | undefined {
  if (summary.breaking > 0) return 'major';
  if (summary.compatible > 0 || changes.some(({ evidence }) => evidence === 'correction')) return 'minor';
  return summary.documentation + summary.evidence > 0 ? 'patch' : undefined;
}

/** @throws {CliError} exit code 2, for an entry without a step or a sentence. */
export function readEntries(file = join(packageRoot, 'spec', 'CHANGELOG.yaml')): Entries {
  const { unreleased } = (parseYaml(readFileSync(file, 'utf8')) ?? {}) as { unreleased?: unknown };
  return new Map(
    Object.entries(isObject(unreleased as never) ? (unreleased as JsonObject) : {}).map(([provider, entry]) => {
      const { step, says } = isObject(entry) ? entry : {};
      if (!steps.includes(step as Step) || typeof says !== 'string' || says.trim() === '') {
        throw new CliError(
          `spec/CHANGELOG.yaml: ${provider} needs a step (${steps.join(', ')}) and a sentence (says)`,
          2,
        );
      }
      return [provider, { step: step as Step, says: says.trim() }] as const;
    }),
  );
}

/** One sentence for each document whose changes have no matching entry. */
export function findMissing(release: string, reports: Reports, entries: Entries): string[] {
  return [...reports].flatMap(([provider, report]) => {
    const needed = neededStep(report);
    const entry = entries.get(provider);
    if (needed === undefined) return [];
    const { breaking, compatible } = report.summary;
    const first = report.changes[0];
    const example =
      needed === 'major' ? `, such as ${first?.operations[0]?.operation ?? 'the document'}: ${first?.message}` : '';
    const what = `${provider} has ${breaking} breaking and ${compatible} compatible changes since ${release} (a ${needed} step${example})`;
    if (!entry) return [`${what}, and spec/CHANGELOG.yaml has no entry for it: add its step and a sentence`];
    if (steps.indexOf(entry.step) >= steps.indexOf(needed)) return [];
    return [`${what}, and spec/CHANGELOG.yaml calls it ${entry.step}: say ${needed}, or take the change back`];
  });
}

/** Below 1.0.0 a breaking change is a step of the minor version. */
export function nextVersion(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (step === 'major' && major > 0) return `${major + 1}.0.0`;
  if (step === 'major' || step === 'minor') return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
