/** The sandbox keeps the contracts: the check engine, by the recipes, on a port. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../sandbox/index.js';
import { generatedPath, packageRoot } from '../scripts/providers.js';
import { serveSandbox } from '../scripts/sandbox/serve.js';
import { sandboxUrls } from '../scripts/sandbox/urls.js';
import type { Listening } from '../scripts/serve/listen.js';
import type { JsonObject } from './engine/document.js';
import { checkContract, readRecipes } from './engine/index.js';

let served: Listening;
/** A user's token, which the examples of an upload need. */
let userToken: string;

beforeAll(async () => {
  served = await serveSandbox(createSandbox(), { port: 0 });
  const examples = JSON.parse(readFileSync(generatedPath('alfred', 'openapi.json'), 'utf8')) as any;
  const { newUser } = examples.paths['/login-sof-kyc'].post.requestBody.content['application/json'].examples;
  const response = await fetch(`${served.url}/login-sof-kyc`, {
    method: 'POST',
    headers: { 'API-Key': 'key', 'API-Secret': 'secret', 'Content-Type': 'application/json' },
    body: JSON.stringify(newUser.value),
  });
  userToken = ((await response.json()) as { data: { token: string } }).data.token;
});

afterAll(() => served.close());

const check = async (provider: string, url: string, credentials: Record<string, string> = {}) => {
  const rows = await checkContract({
    document: JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject,
    url: new URL(url),
    recipes: readRecipes(join(packageRoot, 'spec', provider, 'recipes')),
    credentials,
    honoursPrefer: false,
    timeout: 10,
    maxBodySize: 1024 * 1024,
  });
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
};

const name = ({ operationId, status, example }: { operationId: string; status: unknown; example: unknown }) =>
  `${operationId} ${status} ${example}`;

test('Alfred: what a request can bring about conforms; what nobody documents how to bring about is skipped', async () => {
  const url = sandboxUrls(served.url).get('alfred')!;
  const { passed, failed, skipped } = await check('alfred', url, { apiKey: 'key', apiSecret: 'secret', userToken });
  expect(failed).toEqual([]);
  expect(passed.map(name)).toEqual([
    'myInfo 202 deposit',
    'myInfo 202 withdrawal',
    'myInfo 422 balanceMissing',
    'loginSofKyc 202 newUser',
    'loginSofKyc 422 firstnameMissing',
    'loginSofKyc 422 firstnameAndLastnameMissing',
    'uploadDocument 202 idCardFront',
    'uploadDocument 202 idCardBack',
    'uploadDocument 202 selfie',
  ]);
  expect(skipped).toHaveLength(10);
});

test('the control API: all but what needs a verification or a browser', async () => {
  const { passed, failed, skipped } = await check('sandbox', sandboxUrls(served.url).get('control')!);
  expect(failed).toEqual([]);
  expect(skipped.filter(({ status }) => status !== 403).map(name)).toEqual([
    'decideVerification 200 pass',
    'decideVerification 200 failWithReasons',
    'decideVerification 200 askForData',
    'decideVerification 409 refused',
    'addMember 204 null',
    'listWebhookDeliveries 422 invalid',
  ]);
  expect(passed).toHaveLength(29);
});
