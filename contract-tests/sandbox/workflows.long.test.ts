/** Every workflow of the documents against the sandbox on a port, by Redocly Respect: the states are really reached. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { defaults } from '../../src/sandbox/sila/settings.js';
import { listMocked, sourcePath } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import type { Listening } from '../../src/http/listen.js';
import { runRespect, type RespectRun } from '../checker/workflows/respect.js';

const folderOf = (provider: string) => join(dirname(sourcePath(provider)), 'workflows');
const filesOf = (provider: string) =>
  readdirSync(folderOf(provider))
    .filter((name) => name.endsWith('.arazzo.yaml'))
    .map((name) => join(folderOf(provider), name));

const [{ clientId, clientSecret }] = defaults.apps as [(typeof defaults.apps)[0]];

/** Long enough for a second request to find the first one's verification pending. */
const settings = { sila: { verificationDelay: 3 }, 'alfred-customers': { reviewDelay: 3 } };

let server: Listening;

beforeAll(async () => {
  server = await serveSandbox(createSandbox({ settings }), { port: 0 });
});
afterAll(() => server.close());

const seconds = () => Math.floor(Date.now() / 1000);

test.each(listMocked().filter((provider) => existsSync(folderOf(provider))))(
  '%s: every workflow passes',
  async (provider) => {
    const urls = Object.fromEntries(sandboxUrls(server.url));
    const inputs = { created: seconds(), now: seconds(), clientId, clientSecret };
    const files = filesOf(provider);
    const workflows: RespectRun['workflows'] = [];
    const run = async () => {
      for (let file = files.pop(); file; file = files.pop()) {
        const done = await runRespect([file], { [provider]: urls[provider] ?? '' }, inputs);
        expect(done.elsewhere).toEqual([]);
        expect(done.exitCode, done.output).toBe(0);
        workflows.push(...done.workflows);
      }
    };
    // Three at a time: more of these processes at once starve each other on a machine of two cores.
    await Promise.all([run(), run(), run()]);
    expect(workflows.filter(({ passed }) => passed)).toHaveLength(filesOf(provider).length);
  },
);

test('a sandbox that forgets is found out', { timeout: 120_000 }, async () => {
  const sandbox = createSandbox({ settings });
  const forgetful = await serveSandbox(
    {
      ...sandbox,
      fetch: async (request: Request) => (await sandbox.reset(), sandbox.fetch(request)),
    } as typeof sandbox,
    { port: 0 },
  );
  const inputs = { created: seconds(), clientId, clientSecret };
  const file = join(folderOf('sila'), 'kycDuplicatePending.arazzo.yaml');
  const { exitCode } = await runRespect([file], { sila: forgetful.url }, inputs);
  await forgetful.close();
  expect(exitCode).toBe(1);
});
