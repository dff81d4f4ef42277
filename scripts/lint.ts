/**
 * `kyc-contracts lint`: every statement of the documents must be well-formed and have examples and evidence. The rules
 * are Redocly's (redocly.yaml) and ours (lint/rules); they run on the sources and on the bundle.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { NormalizedProblem } from '@redocly/openapi-core';
import { Command } from 'commander';
import { bundleDocument } from '../src/openapi/bundle.js';
import { CliError } from '../src/openapi/cli-error.js';
import type { JsonObject } from '../src/openapi/document.js';
import { chooseProviders, listProviders, packageRoot, sourcePath, specRoot } from '../src/openapi/providers.js';
import { createLocalResolver, loadRedocly, type Redocly } from '../src/openapi/redocly.js';
import { inlineExamples } from './generate/inline-examples.js';
import { isPastDay, readSources, type Sources } from './generate/sources.js';
import { countEvidence, renderEvidenceCounts, type EvidenceCounts } from './lint/evidence-counts.js';
import { findUnknownSteps, findUnpairedRecipes, findUnusedFiles } from './lint/repository-rules.js';
import { findFallen, renderScores, scoreDocument, type Score } from './lint/scores.js';

export const lint = new Command('lint')
  .argument('[provider...]', `${listProviders().join(' or ')}; all of them by default`)
  .addHelpText('after', '\nExit codes: 0 clean · 1 findings · 2 bad usage, or a document that cannot be read')
  .action(async (names: string[]) => {
    const providers = chooseProviders(names);
    const redocly = await loadRedocly();
    const findings: string[] = [];
    const allCounts: (EvidenceCounts & { provider: string })[] = [];
    const scores: Score[] = [];
    const control = (await bundleDocument(sourcePath('sandbox'), [specRoot])) as unknown as JsonObject;
    for (const provider of providers) {
      const folder = dirname(sourcePath(provider));
      const bundle = inlineExamples(await bundleDocument(sourcePath(provider), [specRoot])) as unknown as JsonObject;
      findings.push(
        ...(await lintFile(redocly, sourcePath(provider))),
        ...(await lintBundle(redocly, provider, bundle)),
        ...(await lintWorkflows(redocly, join(folder, 'workflows'))),
        ...findUnusedFiles(folder),
        ...findUnpairedRecipes(folder, bundle),
        ...findUnknownSteps(folder, bundle, control),
      );
      allCounts.push({ provider, ...countEvidence(bundle) });
      scores.push(scoreDocument(provider, bundle));
    }
    findings.push(...findUnreadSources(readSources()), ...findFallen(scores));
    process.stdout.write(`${renderEvidenceCounts(allCounts)}\n${renderScores(scores)}\n`);
    if (findings.length === 0) return;
    throw new CliError(`${findings.length} findings\n${[...new Set(findings)].join('\n')}`, 1);
  });

async function lintFile(redocly: Redocly, file: string): Promise<string[]> {
  const config = await apiConfig(redocly, undefined);
  const externalRefResolver = createLocalResolver(redocly, file, [specRoot]);
  return (await redocly.lint({ ref: file, config, externalRefResolver })).map((problem) => describe(redocly, problem));
}

/** Bundles the current sources, which may be newer than the generated bundle. */
async function lintBundle(redocly: Redocly, provider: string, bundle: JsonObject): Promise<string[]> {
  const config = await apiConfig(redocly, 'bundle');
  const problems = await redocly.lintFromString({
    source: JSON.stringify(bundle, null, 2),
    absoluteRef: join(packageRoot, `bundle of ${provider}`),
    config,
  });
  return problems.map((problem) => describe(redocly, problem));
}

async function lintWorkflows(redocly: Redocly, folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.arazzo.yaml'));
  const findings: string[] = [];
  for (const file of files.sort()) findings.push(...(await lintFile(redocly, join(folder, file))));
  return findings;
}

/** The part of `redocly.yaml` for sources, or for bundles. */
async function apiConfig(redocly: Redocly, api: 'bundle' | undefined) {
  const config = await redocly.loadConfig({ configPath: join(packageRoot, 'redocly.yaml') });
  return config.forAlias(api);
}

/** `file:line:column message (rule)`, which editors and terminals make clickable. */
function describe(redocly: Redocly, { location, message, ruleId }: NormalizedProblem): string {
  const [place] = location;
  if (!place) return `${message} (${ruleId})`;
  const { start } = redocly.getLineColLocation(place);
  return `${relative(process.cwd(), place.source.absoluteRef)}:${start.line}:${start.col} ${message} (${ruleId})`;
}

/** Pages change, so a page that was not compared for a year is reported. */
const year = 366 * 24 * 60 * 60 * 1000;

export function findUnreadSources(sources: Sources, now = new Date()): string[] {
  return Object.entries(sources).flatMap(([id, { read }]) => {
    if (read === undefined) return [`spec/sources.yaml: ${id} has no day on which it was read: add "read"`];
    if (!isPastDay(read, now)) return [`spec/sources.yaml: ${id} cannot have been read on ${read}: correct the day`];
    if (now.getTime() - Date.parse(read) <= year) return [];
    return [`spec/sources.yaml: ${id} was last read on ${read}: read it again (npm run drift), and renew the day`];
  });
}
