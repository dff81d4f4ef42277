/**
 * Checks one mutant after the other in a process that can be killed, since a change of code may cause an endless loop.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkContract } from '../../../src/checker/index.js';
import type { PhaseName } from '../../../src/checker/selection.js';
import { operationsOf } from '../../../src/openapi/document.js';
import { documentOf } from '../../support/generated.js';
import { inProcess } from '../../support/in-process.js';
import { buildMutant, type CodeMutant } from './build.js';

type SandboxModule = typeof import('../../../src/sandbox/index.js');

const phases: readonly PhaseName[] = ['examples', 'relations', 'negatives', 'positives'];

/** @returns the case with a violation; undefined if there is none */
async function tellerOf(provider: string, mutant: CodeMutant): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-code-mutant-'));
  let sandboxModule: SandboxModule;
  try {
    const file = join(folder, 'sandbox.mjs');
    writeFileSync(file, await buildMutant(mutant));
    sandboxModule = (await import(pathToFileURL(file).href)) as SandboxModule;
  } finally {
    rmSync(folder, { recursive: true });
  }
  const document = documentOf(provider);
  const own = operationsOf(document).find(({ operationId }) => mutant.file.endsWith(`/${operationId}.ts`));
  const first = own && (await teller(sandboxModule, provider, ['examples', 'relations'], [own.operationId]));
  if (first !== undefined) return first;
  for (const phase of phases) {
    const found = await teller(sandboxModule, provider, [phase]);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function teller(
  { createSandbox }: SandboxModule,
  provider: string,
  wanted: PhaseName[],
  operations?: string[],
): Promise<string | undefined> {
  const sandbox = createSandbox({ onDefect: () => {} });
  try {
    const { cases } = await checkContract({
      ...inProcess(provider),
      timeout: 10,
      bail: true,
      strict: true,
      selection: { phases: wanted, ...(operations && { operations }) },
      fetch: (request) => sandbox.fetch(request),
    });
    const told = cases.find(({ outcome }) => outcome === 'failed');
    return told && [told.phase, told.operationId, told.case ?? told.example ?? told.status].join(' ');
  } finally {
    await sandbox.close().catch(() => {});
  }
}

process.on('message', ({ provider, mutant }: { provider: string; mutant: CodeMutant }) => {
  tellerOf(provider, mutant).then(
    (told) => process.send?.({ told }),
    // The sandbox cannot be started or called.
    (error: unknown) => process.send?.({ told: `the check broke off: ${(error as Error).name}` }),
  );
});
