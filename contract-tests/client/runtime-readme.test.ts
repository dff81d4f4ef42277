/** What the READMEs of the providers' parts show runs as it stands there; the providers' hosts lead to the sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterEach, expect, test, vi } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { signEvent } from '../../src/sandbox/sila/webhook-signature.js';
import { packageRoot } from '../../src/openapi/providers.js';

/** So that the sources are run, not what was built last. */
const sources: Record<string, string> = {
  'kyc-contracts/alfred': 'src/providers/alfred/index.ts',
  'kyc-contracts/sila': 'src/providers/sila/index.ts',
  'kyc-contracts/sila/ecdsa': 'src/providers/sila/ecdsa.ts',
  'kyc-contracts/webhooks': 'src/providers/sila/webhooks/index.ts',
};
const fromSources: Plugin = {
  name: 'sources',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^kyc-contracts\// }, ({ path }) => ({ path: join(packageRoot, sources[path] ?? path) }));
  },
};

const programsOf = (folder: string) =>
  [
    ...readFileSync(join(packageRoot, 'src/providers', folder, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
  ].map(([, program]) => program!);
const promised = (program: string) => [...program.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text);

let runs = 0;
async function run(program: string): Promise<any> {
  const { outputFiles } = await build({
    stdin: { contents: program, loader: 'ts', resolveDir: packageRoot },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    plugins: [fromSources],
  });
  const code = `${outputFiles[0]!.text}\n// ${(runs += 1)}`;
  return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

function open() {
  const sandbox = createSandbox({ settings: { sila: { verificationDelay: 0 } } });
  const printed: string[] = [];
  vi.stubGlobal('fetch', (request: Request) => sandbox.fetch(request));
  vi.spyOn(console, 'log').mockImplementation((...values) => void printed.push(values.join(' ')));
  vi.stubEnv('SILA_CLIENT_ID', 'sandbox-client-id-of-example-app-0000000001');
  vi.stubEnv('SILA_CLIENT_SECRET', 'sandbox-client-secret-of-example-app');
  vi.stubEnv('ALFRED_API_KEY', 'any');
  vi.stubEnv('ALFRED_API_SECRET', 'any');
  vi.stubEnv('SILA_WEBHOOK_SECRET', 'shared');
  return printed;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.each([
  ['alfred', 1],
  ['sila', 3],
])('%s: %i programs, in their order, print what they promise', async (folder, count) => {
  const printed = open();
  const programs = programsOf(folder);
  expect(programs).toHaveLength(count);
  for (const program of programs) {
    printed.length = 0;
    await run(program);
    expect(printed).toEqual(promised(program));
    expect(printed).not.toEqual([]);
  }
});

test('webhooks: the receiver takes an event in, and once', async () => {
  const printed = open();
  const [program = ''] = programsOf('sila/webhooks');
  const { POST } = await run(program);
  const event_details = { kyc: '8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586', entity: 'ada_example', outcome: 'passed' };
  const event_uuid = '2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a';
  const body = JSON.stringify({ event_time: 1763683033, event_type: 'kyc_status', event_uuid, event_details });
  const headers = { 'SILA-SIGNATURE': signEvent(body, 'shared') };
  const post = () => POST(new Request('http://x', { method: 'POST', headers, body })) as Promise<Response>;
  expect((await post()).status).toBe(200);
  expect((await post()).status).toBe(200);
  expect(printed).toEqual(promised(program));
});
