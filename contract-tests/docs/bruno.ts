/**
 * `npm run bruno`: the Bruno collections of the docs, imported and run by Bruno's own command against the sandbox. That
 * command is 508 packages and 275 MB, so that no other test waits for it. Exit codes: 0 every request is answered as
 * documented, 1 not so, 3 nothing was tried, with the reason.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brunoCollection } from '../../scripts/docs/bruno.js';
import { collectionOf } from '../../scripts/docs/collection.js';
import { readDocuments, type ProviderDocument } from '../../scripts/docs/provider-document.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { withExamples } from '../../src/sandbox/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { needsSteps, putFiles } from './collection-answers.js';
import { installLocked } from '../support/install-locked.js';

interface Result {
  test: { filename: string };
  error?: string | null;
  response?: { status?: number };
  assertionResults?: { status: string; error?: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
let server;
try {
  const modules = await installLocked(join(packageRoot, 'contract-tests', 'bruno'));
  const lines: string[] = [];
  for (const document of readDocuments()) {
    // Each from the same state, as a reader has it who has just typed `npm start`.
    server = await serveSandbox(createSandbox({ settings: withExamples }), { port: 0 });
    const { requests, failures } = await run(modules, document, server.url);
    await server.close();
    lines.push(`${document.name}: ${requests} requests, ${failures.length} not answered as documented`);
    lines.push(...failures.map((failure) => `  ${failure}`));
    if (failures.length > 0 || requests < document.operations.length) process.exitCode = 1;
  }
  console.log(lines.join('\n'));
} catch (error) {
  const { stderr = '', message } = error as ExecFileException & { stderr?: string };
  console.error(`Nothing was tried: ${(stderr.trim() || message).split('\n').at(-1)}`);
  process.exitCode = 3;
} finally {
  await server?.close();
  rmSync(folder, { recursive: true });
}

async function run(
  modules: string,
  document: ProviderDocument,
  url: string,
): Promise<{ requests: number; failures: string[] }> {
  const home = join(folder, document.name);
  mkdirSync(home);
  const text = JSON.stringify(brunoCollection(collectionOf(document)));
  putFiles(text, home);
  const collection = JSON.parse(text.replaceAll('http://127.0.0.1:4000', url), named) as {
    environments: { name: string }[];
  };
  // What the app does with an imported file; the command has it, too, and uses it for what it converts.
  const { createCollectionFromBrunoObject } = createRequire(join(modules, 'x.js'))(
    '@usebruno/cli/src/utils/collection.js',
  ) as { createCollectionFromBrunoObject(collection: object, folder: string, options: object): Promise<void> };
  await createCollectionFromBrunoObject(collection, home, { format: 'bru' });
  const report = join(folder, `${document.name}.json`);
  const cli = join(modules, '@usebruno', 'cli', 'bin', 'bru.js');
  const args = [cli, 'run', '-r', '--env', collection.environments[0]!.name, '--output', report];
  // A request that is answered otherwise ends it with 1: the report says which.
  await promisify(execFile)(process.execPath, args, { cwd: home, maxBuffer: 64 * 1024 * 1024 }).catch(() => undefined);
  const [{ results }] = JSON.parse(readFileSync(report, 'utf8')) as [{ results: Result[] }];
  const failures = results.flatMap(({ test, error, response, assertionResults = [] }) => {
    const wrong = error ?? assertionResults.find(({ status }) => status !== 'pass')?.error;
    const [operation, example] = test.filename.replace('.bru', '').split(/[/\\]/).slice(-2);
    if (!wrong || needsSteps.has(`${operation} ${example}`)) return [];
    return [`${operation} ${example}: ${wrong} (${response?.status ?? 'no answer'})`];
  });
  return { requests: results.length, failures };
}

/** The app and its command call a request in memory otherwise than in the file. */
function named(key: string, value: unknown): unknown {
  return key === 'type' && value === 'http' ? 'http-request' : value;
}
