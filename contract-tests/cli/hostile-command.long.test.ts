/** The command as a user runs it, against targets, documents and arguments that mean it ill. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { answer, serve, stopServers } from '../checker/reports/check-report.js';
import { RunningCommand } from '../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'hostile-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  stopServers();
});

let count = 0;
function place(name: string, content: string): string {
  const inside = join(folder, String(count++));
  mkdirSync(inside);
  writeFileSync(join(inside, name), content);
  return join(inside, name);
}

const marker = '##[add-mask]x';
const stop = '\n::stop-commands::t\n';
const schema = {
  type: 'object',
  additionalProperties: { enum: [stop, marker] },
  properties: { [marker]: { type: 'integer' } },
};
const document = (more: object = {}) =>
  JSON.stringify({
    openapi: '3.1.1',
    info: { title: `${marker}${stop}`, version: '1' },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          summary: `${marker}${stop}`,
          responses: { 200: { description: stop, content: { 'application/json': { schema } } } },
        },
      },
    },
    ...more,
  });

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const command = new RunningCommand({ cwd: folder, env }, ...args);
  const exitCode = await command.exitCode;
  return { exitCode, all: command.stdout + command.stderr, stderr: command.stderr };
}

async function start(...args: string[]) {
  const command = new RunningCommand({ cwd: folder }, ...args);
  closers.push(() => command.stop('SIGTERM'));
  const url = (await command.waitFor(/http:\/\/127\.0\.0\.1:\d+/))[0];
  return { command, url };
}

const foreign = /^\s*::(?!(?:error|warning|notice) (?:(?:file|line|col)=[^:,]*,)*title=)/;

/** Lines that GitHub's runner or Azure's agent would obey, but for the annotations that are meant. */
const obeyed = (text: string): string[] =>
  text.split(/\r?\n/).filter((line) => /##\w*\[/.test(line) || foreign.test(line));

const hostile: RequestListener = answer({ [marker]: stop, other: marker, [stop]: marker });

describe('markers of CI systems', () => {
  test('check › stdout, stderr, annotations, step summary and reports hold none', async () => {
    const spec = place('openapi.json', document());
    const summary = place('summary.md', '');
    const files = ['html', 'junit', 'sarif', 'json'].map((kind) => [`--${kind}`, place(`report.${kind}`, '')] as const);
    const url = await serve(hostile);
    const { exitCode, all } = await run(
      ['check', '--spec', spec, '--url', url.href, '--phase', 'examples', '--no-control', ...files.flat()],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    );
    expect(exitCode).toBe(1);
    expect(all).toMatch(/^::error file=[^\n]*,line=\d+[^\n]*,title=/m);
    expect(all).toContain('add-mask');
    expect(obeyed(all)).toEqual([]);
    for (const file of [summary, ...files.map(([, file]) => file)]) {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toBe('');
      expect([file, obeyed(text)]).toEqual([file, []]);
    }
  });

  test('proxy › what it says, its summary and its page hold none', async () => {
    const spec = place('openapi.json', document());
    const target = await serve(hostile);
    const { command, url } = await start('proxy', '--spec', spec, '--target', target.href, '--port', '0');
    await fetch(`${url}/a`);
    await fetch(`${url}/${encodeURIComponent(marker)}`, { headers: { 'x-a': marker } });
    expect(await command.stop('SIGTERM')).toBe(1);
    expect(command.stdout).toContain('add-mask');
    expect(obeyed(command.stdout + command.stderr)).toEqual([]);
  });

  test.each(['mock', 'sandbox'])('%s › a request that holds some › nothing of it is printed', async (verb) => {
    const port = verb === 'mock' ? ['sila', '--port', 'sila=0'] : ['--port', '0'];
    const { command, url } = await start(verb, ...port);
    for (const path of ['/0.2/check_handle', `/${encodeURIComponent(marker)}`]) {
      await fetch(`${url}${path}`, { method: 'POST', headers: { 'x-a': marker }, body: `{"${marker}":"${marker}"}` });
    }
    await command.stop('SIGTERM');
    expect(obeyed(command.stdout + command.stderr)).toEqual([]);
  });
});

describe('a password that was typed', () => {
  const secrets = ['http://user:pa55word@host.invalid/', 'http://user:pa#55word@host.invalid', 'ftp://u:p/55word@h'];
  const lines: ((url: string) => string[])[] = [
    (url) => ['check', 'sila', '--url', url],
    (url) => ['check', 'sila', `--url=${url}`],
    (url) => ['check', 'sila', '--control', url],
    (url) => ['check', url],
    (url) => ['check', 'sila', url],
    (url) => ['check', '--target', url],
    (url) => ['check', `--target=${url}`],
    (url) => ['check', '--spec', url, '--url', 'http://127.0.0.1:9'],
    (url) => ['proxy', 'sila', '--target', url],
    (url) => ['proxy', url, '--target', 'http://127.0.0.1:9'],
    (url) => ['proxy', `--url=${url}`],
    (url) => ['mock', url],
    (url) => ['mock', '--cors', url],
    (url) => ['spec', url],
    (url) => [url],
  ];
  test.each(lines.map((line) => [line('URL').join(' '), line] as const))('%s › not echoed, exit 2', async (_, line) => {
    for (const url of secrets) {
      const { exitCode, all } = await run(line(url));
      expect([exitCode, all]).toEqual([2, expect.not.stringContaining('55word')]);
      expect(all).not.toMatch(/^\s+at /m);
    }
  });
});

describe('options that let in', () => {
  test('--allow-refs › a folder outside is refused without it, and read with it', async () => {
    const shared = place('schema.json', JSON.stringify({ type: 'object' }));
    const name = `../${shared.slice(folder.length + 1)}`;
    const spec = place('openapi.json', document({ components: { schemas: { Shared: { $ref: name } } } }));
    const args = ['check', '--spec', spec, '--list'];
    const refused = await run(args);
    expect([refused.exitCode, refused.stderr.trim()]).toEqual([2, expect.stringMatching(/^kyc-contracts: [^\n]+$/)]);
    expect(await run([...args, '--allow-refs', join(shared, '..')])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each(['mock', 'proxy'])('%s --cors › pages of that origin, and of no other', async (verb) => {
    const target = await serve(answer({}));
    const args = verb === 'mock' ? ['sila', '--port', 'sila=0'] : ['sila', '--port', '0', '--target', target.href];
    const { url } = await start(verb, ...args, '--cors', 'https://app.example');
    const ask = async (origin: string) => (await fetch(`${url}/0.2/check_handle`, { headers: { origin } })).status;
    expect(await ask('https://app.example')).not.toBe(403);
    expect(await ask('https://evil.example')).toBe(403);
  });

  test('proxy › a target that is the proxy itself is refused', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    const target = `http://localhost:${port}/base`;
    const { exitCode, all } = await run(['proxy', 'sila', '--target', target, '--port', String(port)]);
    expect(all).toContain(`${target} is the proxy itself: name the implementation`);
    expect(exitCode).toBe(2);
  });

  test('proxy --max-json-size › a larger body passes unvalidated', async () => {
    const spec = place('openapi.json', document());
    const target = await serve(answer({ other: 'x'.repeat(200) }));
    const outcomes: (number | null)[] = [];
    for (const size of ['100', '1000']) {
      const args = ['proxy', '--spec', spec, '--target', target.href, '--port', '0', '--max-json-size', size];
      const { command, url } = await start(...args, '--json', join(folder, `size-${size}.json`));
      expect((await (await fetch(`${url}/a`)).text()).length).toBeGreaterThan(200);
      outcomes.push(await command.stop('SIGTERM'));
    }
    const unvalidated = readFileSync(join(folder, 'size-100.json'), 'utf8');
    expect([unvalidated.includes('"pointer": "/*"'), outcomes[1]]).toEqual([false, 1]);
  });
});

describe('a YAML bomb', () => {
  const bomb = [...'abcdefghij'].map((name, at, all) => {
    const items = Array(10).fill(at ? `*${all[at - 1]}` : 'x');
    return `${name}: &${name} [${items.join()}]\n`;
  });
  const text = bomb.join('');
  const openapi = "openapi: 3.1.1\ninfo: { title: x, version: '1' }\npaths: {}\n";
  const cases: [string, () => string[]][] = [
    ['check --spec', () => ['check', '--spec', place('openapi.yaml', openapi + text), '--list']],
    [
      'proxy --spec',
      () => ['proxy', '--spec', place('openapi.yaml', openapi + text), '--target', 'http://127.0.0.1:9'],
    ],
    ['check --config', () => ['check', 'sila', '--list', '--config', place('config.yaml', text)]],
    [
      'check --recipes',
      () => ['check', '--list', '--spec', place('o.json', document()), '--recipes', join(place('a.yaml', text), '..')],
    ],
    [
      'check --workflows',
      () => [
        ...['check', '--list', '--spec', place('o.json', document())],
        ...['--workflows', join(place('x.arazzo.yaml', text), '..')],
      ],
    ],
  ];
  test.each(cases)('%s › one line, exit 2', async (_, args) => {
    const { exitCode, all } = await run(args());
    expect([exitCode, all.trim()]).toEqual([2, expect.stringMatching(/^kyc-contracts: [^\n]*(alias|anchor)[^\n]*$/i)]);
  });
});

describe('hostile answers to what no document of the target has', () => {
  test.each([
    ['status 000', 'HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n'],
    ['101', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['a control character in the reason', 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n'],
    ['cut in the body', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'],
    ['markers', `HTTP/1.1 200 OK\r\nContent-Type: ${marker}\r\nContent-Length: 13\r\n\r\n${marker}`],
    ['no HTTP', 'SSH-2.0\r\n'],
  ])('%s › control API and probe › no crash, a report', async (_, bytes) => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => socket.end(Buffer.from(bytes, 'latin1')));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['check', '--spec', place('openapi.json', document()), '--url', url, '--timeout', '3'];
    const probed = await run([...args, '--json', join(folder, 'probe.json')]);
    expect([1, 3]).toContain(probed.exitCode);
    expect(probed.all).not.toMatch(/^\s+at /m);
    expect(obeyed(probed.all)).toEqual([]);
    const named = await run([...args, '--control', url]);
    expect([named.exitCode, named.stderr]).toEqual([3, expect.stringContaining('no control API answers at')]);
  });
});
