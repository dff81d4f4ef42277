/**
 * The same where the code under test takes no `fetch`: Mock Service Worker hands what goes to the providers' hosts to the
 * sandbox, and lets nothing else out. Needs `npm i -D msw`.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { servers as alfredServers } from 'kyc-contracts/alfred';
import { createSandbox } from 'kyc-contracts/sandbox';
import { servers as silaServers } from 'kyc-contracts/sila';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { ada } from './ada.js';
import { createSilaApp } from './sila-app.js';

const sandbox = createSandbox();
const hosts = [...Object.values(silaServers), ...Object.values(alfredServers)];
const msw = setupServer(...hosts.map((host) => http.all(`${host}/*`, ({ request }) => sandbox.fetch(request))));

before(() => msw.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => sandbox.reset());
after(() => msw.close());

// As in production: only the addresses are Sila's own.
const sila = createSilaApp({
  handle: 'example_app',
  clientId: 'sandbox-client-id-of-example-app-0000000001',
  clientSecret: 'sandbox-client-secret-of-example-app',
  flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
});

test('a verification is started, and cannot be started twice', async () => {
  assert.ok('started' in (await sila.verify('ada_example', ada)));
  assert.ok('refused' in (await sila.verify('ada_example', ada)));
});

test('nothing gets out that is not for a provider', async () => {
  await assert.rejects(fetch('http://elsewhere.invalid/'));
});
