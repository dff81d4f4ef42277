/** The Postman collections in newman, against the sandbox as `npm start` serves it: every request is answered as it says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { collectionOf } from '../../scripts/docs/collection.js';
import { postmanCollection, postmanEnvironment } from '../../scripts/docs/postman.js';
import { readDocuments } from '../../scripts/docs/provider-document.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { withExamples } from '../../src/sandbox/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { needsSteps, putFiles } from './collection-answers.js';
import { installLocked } from '../support/install-locked.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
let newman: string;
let server: Listening;

beforeAll(async () => {
  newman = join(await installLocked(join(packageRoot, 'contract-tests', 'postman')), 'newman', 'bin', 'newman.js');
  server = await serveSandbox(createSandbox({ settings: withExamples }), { port: 0 });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

interface Summary {
  run: {
    stats: { requests: { total: number; failed: number } };
    failures: { source: { name: string }; parent?: { name: string }; error: { message: string } }[];
  };
}

test.each(readDocuments())('$name', async (document) => {
  const write = (name: string, value: object) => {
    writeFileSync(join(folder, name), JSON.stringify(value).replaceAll('http://127.0.0.1:4000', server.url));
    return join(folder, name);
  };
  const collection = write('collection.json', postmanCollection(collectionOf(document)));
  putFiles(readFileSync(collection, 'utf8'), folder);
  const environment = write('environment.json', postmanEnvironment(collectionOf(document)));
  const report = join(folder, 'report.json');
  await promisify(execFile)(
    process.execPath,
    [
      newman,
      'run',
      collection,
      '-e',
      environment,
      '-r',
      'json',
      '--reporter-json-export',
      report,
      '--working-dir',
      folder,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  ).catch(() => undefined);
  const { run } = JSON.parse(readFileSync(report, 'utf8')) as Summary;
  expect(run.stats.requests.total).toBeGreaterThanOrEqual(document.operations.length);
  const failures = run.failures.map(({ parent, source, error }) => `${parent?.name} ${source.name}: ${error.message}`);
  expect(failures.filter((failure) => !needsSteps.has(failure.split(':')[0]!))).toEqual([]);
});
