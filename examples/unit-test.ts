/**
 * A unit test against the in-process sandbox: no port, no mock to write, and a clock to set. With node:test; Vitest and
 * Jest do the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from 'kyc-contracts/sandbox';
import { ada } from './ada.js';
import { createSilaApp } from './sila-app.js';

/** Credentials of an app that the sandbox knows. */
const app = {
  handle: 'example_app',
  clientId: 'sandbox-client-id-of-example-app-0000000001',
  clientSecret: 'sandbox-client-secret-of-example-app',
  flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
};

const open = () => {
  const sandbox = createSandbox({ now: '2026-01-31T12:00:00Z' });
  return { sandbox, sila: createSilaApp({ ...app, fetch: sandbox.fetch, now: sandbox.clock.now }) };
};

test('somebody is verified within a minute, which takes none', async () => {
  const { sandbox, sila } = open();
  const verification = await sila.verify('ada_example', ada);
  assert.ok('started' in verification);
  assert.equal(await sila.status('ada_example', verification.started), 'pending');
  await sandbox.clock.advance({ minutes: 1 });
  assert.equal(await sila.status('ada_example', verification.started), 'passed');
});

test('a handle is taken only once', async () => {
  const { sila } = open();
  await sila.verify('ada_example', ada);
  assert.deepEqual(await sila.verify('ada_example', ada), { refused: 'not registered (400)' });
});

test('a token of yesterday is renewed', async () => {
  const { sandbox, sila } = open();
  await sila.verify('ada_example', ada);
  await sandbox.clock.advance({ hours: 24 });
  assert.ok('started' in (await sila.verify('bo_example', ada)));
});
