/** The samples of the operations: TypeScript is type-checked, and all three are run against the sandbox as it is served. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { readDocuments } from '../../scripts/docs/provider-document.js';
import { samplesOf, type Sample } from '../../scripts/docs/samples.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { withExamples } from '../../src/sandbox/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';

const run = promisify(execFile);
// Within the package, so that its own name leads to what it exports.
const folder = mkdtempSync(join(packageRoot, 'dist', 'samples-'));
const found = await Promise.all(
  readDocuments().flatMap((document) =>
    document.operations.map(async (operation) => ({
      provider: document.name,
      operation,
      samples: await samplesOf(document, operation),
    })),
  ),
);
let sandbox: Sandbox;
let server: Listening;

beforeAll(async () => {
  sandbox = createSandbox({ settings: withExamples });
  server = await serveSandbox(sandbox, { port: 0 });
  // As the page says: the samples in shell write the files that the others read.
  const codes = found.flatMap(({ samples }) =>
    samples.filter(({ language }) => language === 'sh').map(({ code }) => code),
  );
  for (const command of new Set(codes.flatMap((code) => code.match(/^echo .* base64 -d > .*$/gm) ?? [])))
    await run('sh', ['-c', command], { cwd: folder });
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** What Alfred's sign-in answers; it lives for two minutes. */
async function userToken(): Promise<string> {
  const login = found.find(({ operation }) => operation.operationId === 'loginSofKyc')!;
  const code = login.samples
    .find(({ language }) => language === 'sh')!
    .code.replace('http://127.0.0.1:4000', server.url);
  const { stdout } = await run('sh', ['-c', code.replace('curl ', 'curl -s ')]);
  return /"token":"([^"]+)"/.exec(stdout)?.[1] ?? stdout;
}

test('every operation has a sample in each language', () => {
  for (const { operation, samples } of found) {
    // `fetch` sends no body with GET.
    const isForFetch = operation.method !== 'GET' || operation.requestBody === undefined;
    const languages = samples.map(({ language }) => language);
    expect(languages, operation.operationId).toEqual([...(isForFetch ? ['ts'] : []), 'sh', 'python']);
  }
});

test('samples in TypeScript are of the right types', async () => {
  const files = found.flatMap(({ provider, operation, samples }) => {
    const sample = samples.find(({ language }) => language === 'ts');
    if (!sample) return [];
    const file = join(folder, `${provider}-${operation.operationId}.ts`);
    writeFileSync(file, sample.code);
    return [file];
  });
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    'node',
    '--skipLibCheck',
  ];
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await run(process.execPath, [tsc, ...options, ...files], { cwd: packageRoot }).catch(
    (error) => error,
  );
  expect(stdout).toBe('');
});

type Language = Sample['language'];

/** The status that each sample prints, by its place in the list; from some place on, each from a fresh state. */
const runners: Record<Language, (codes: readonly string[], firstToReset: number) => Promise<string[]>> = {
  async ts(codes, firstToReset) {
    const files = codes.map((code, index) => {
      writeFileSync(join(folder, `run-${index}.mts`), code);
      return `./run-${index}.mts`;
    });
    return inOneProcess(process.execPath, ['--import', 'tsx'], 'run.mts', [
      'const printed: unknown[] = [];',
      'console.log = (status) => void printed.push(status);',
      `for (const [index, file] of ${JSON.stringify(files)}.entries()) {`,
      `  if (index >= ${firstToReset}) await fetch('${server.url}/_sandbox/reset', { method: 'POST' });`,
      '  await import(file).catch((error) => printed.push(error.message));',
      '}',
      'process.stdout.write(JSON.stringify(printed));',
    ]);
  },
  async sh(codes, firstToReset) {
    const statuses: string[] = [];
    for (const [index, code] of codes.entries()) {
      if (index >= firstToReset) await sandbox.reset();
      const last = code.lastIndexOf('curl ');
      const asked = `${code.slice(0, last)}curl -s -o /dev/null -w '%{http_code}' ${code.slice(last + 5)}`;
      statuses.push((await run('sh', ['-c', asked], { cwd: folder, env })).stdout);
    }
    return statuses;
  },
  python: (codes, firstToReset) =>
    inOneProcess('python3', [], 'run.py', [
      'import builtins, json, requests, sys',
      'printed = []',
      `for index, code in enumerate(json.loads(${JSON.stringify(JSON.stringify(codes))})):`,
      `    if index >= ${firstToReset}: requests.post("${server.url}/_sandbox/reset")`,
      '    exec(code, {"print": lambda status, *rest: printed.append(status)})',
      'sys.stdout.write(json.dumps(printed))',
    ]),
};

let env: NodeJS.ProcessEnv;

async function inOneProcess(program: string, flags: string[], name: string, lines: string[]): Promise<string[]> {
  writeFileSync(join(folder, name), lines.join('\n'));
  const { stdout } = await run(program, [...flags, name], { cwd: folder, env });
  return (JSON.parse(stdout) as unknown[]).map(String);
}

const hasRequests = await run('python3', ['-c', 'import requests']).then(
  () => true,
  () => false,
);

/** What needs a state that only steps before it bring about. */
const otherwise: Record<string, string> = {
  'sila retryWebhook': '400', // an event that was sent and failed
  'sandbox decideVerification': '404', // a verification that waits
};

describe.each(['ts', 'sh', 'python'] as const)('samples in %s', (language) => {
  test.skipIf(language === 'python' && !hasRequests)('are answered with success by the sandbox', async () => {
    const shown = found.flatMap(({ provider, operation, samples }) => {
      const sample = samples.find((one) => one.language === language);
      return sample ? [{ name: `${provider} ${operation.operationId}`, code: sample.code }] : [];
    });
    const codes = shown.map(({ code }) => code.replaceAll('http://127.0.0.1:4000', server.url));
    await sandbox.reset();
    env = { ...process.env, USER_TOKEN: await userToken() };
    // Alfred comes first; a reset would end its user's token.
    const firstToReset = shown.findIndex(({ name }) => !name.startsWith('alfred '));
    const statuses = await runners[language](codes, firstToReset);
    const answers = Object.fromEntries(shown.map(({ name }, index) => [name, statuses[index] ?? '']));
    const failed = Object.entries(answers).filter(
      ([name, status]) => !/^2\d\d$/.test(status) && otherwise[name] !== status,
    );
    expect(failed).toEqual([]);
  });
});
