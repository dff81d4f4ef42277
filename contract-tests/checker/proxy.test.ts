/** The proxy changes nothing that passes, and validates all of it: with a real client, against the real sandbox. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { RunningCommand } from '../support/command.js';
import { documentOf } from '../support/generated.js';
import { operationsOf } from '../../src/openapi/document.js';
import { createProxy, type ProxyOptions } from '../../src/checker/http/proxy/index.js';
import { Traffic } from '../../src/checker/http/proxy/traffic.js';
import { answer, document, id, serve, stopServers } from './reports/check-report.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  stopServers();
});

async function listen(server: Server & { closeAllConnections?: () => void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections?.();
  });
  return (server.address() as AddressInfo).port;
}

async function proxyTo(target: URL, more: Partial<ProxyOptions> = {}) {
  const proxy = createProxy({ document, target, maxBodySize: 1024 * 1024, ...more });
  return { ...proxy, url: `http://127.0.0.1:${await listen(proxy.server)}` };
}

const alfred = documentOf('alfred');

const person = {
  firstname: 'Ada',
  lastname: 'Example',
  address: 'Calle Ejemplo 1',
  country: 'ARG',
  city: 'Buenos Aires',
  email: 'ada@example.com',
  phonenumber: '+12025550123',
  initial_transaction: id,
  zipcode: 1020,
  birthday: '1987-04-12',
} as const;

test('a client works through it as without it, and what it did is covered', async () => {
  const sandbox = await serveSandbox(createSandbox(), { port: 0 });
  closers.push(() => sandbox.close());
  const proxy = await proxyTo(new URL(sandboxUrls(sandbox.url).get('alfred')!), { document: alfred });
  const client = createAlfredClient({
    baseUrl: proxy.url,
    credentials: { apiKey: 'fake-key', apiSecret: 'fake-secret' },
  });
  const { data, response } = await client.POST('/login-sof-kyc', { body: person });
  expect(response.status).toBe(202);
  expect(data?.data.token).toMatch(/./);
  const { firstname: _, ...nameless } = person;
  const refused = await client.POST('/login-sof-kyc', { body: nameless as typeof person });
  expect(refused.response.status).toBe(422);

  const { cases: rows } = await proxy.report();
  const of = (status: number) => rows.find((row) => row.operationId === 'loginSofKyc' && row.status === status);
  expect(of(202)).toMatchObject({ phase: 'traffic', outcome: 'passed', times: 1, violations: [] });
  // A wrong request that was refused is a warning.
  expect(of(422)).toMatchObject({
    outcome: 'passed',
    violations: [{ kind: 'request', pointer: '/firstname', message: 'is required but missing', severity: 'warning' }],
  });
  expect(of(401)).toMatchObject({ outcome: 'skipped', reason: 'no traffic showed it' });
  const covered = proxy.coverage.responses().find((one) => one.operationId === 'loginSofKyc' && one.status === '202');
  expect(covered).toMatchObject({ validated: 1 });
  expect(covered?.parts.find(({ at }) => at === '/data/token')?.state).toBe('seen');
});

describe('what passes is not changed', () => {
  test('repeated and odd headers, the query as it was written, a body in chunks, a status with its reason', async () => {
    let seen: { url?: string | undefined; headers: string[]; body: string } | undefined;
    const target = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen = { url: request.url, headers: request.rawHeaders, body: Buffer.concat(chunks).toString() };
        response.writeHead(299, 'Odd But True', [
          'X-Twice',
          'a',
          'X-Twice',
          'b',
          'Set-Cookie',
          'c=1',
          'Set-Cookie',
          'd=2',
        ]);
        response.write('{"id":');
        response.end('1}');
      });
    });
    target.pathname = '/base/';
    const proxy = await proxyTo(target);
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = httpRequest(`${proxy.url}/runs?a=1&a=%2f&b`, {
        method: 'POST',
        headers: { 'X-Twice': ['1', '2'], Connection: 'X-Hop', 'X-Hop': 'gone', 'Proxy-Connection': 'x' },
      });
      outgoing.on('response', resolve).on('error', reject);
      outgoing.write('one ');
      outgoing.end('two');
    });
    let body = '';
    for await (const chunk of incoming) body += chunk;
    expect(seen?.url).toBe('/base/runs?a=1&a=%2f&b');
    expect(seen?.body).toBe('one two');
    expect(seen?.headers.join(' ')).toMatch(/^Host 127\.0\.0\.1:\d+ X-Twice 1 X-Twice 2 /);
    expect(seen?.headers.join(' ')).not.toMatch(/gone|Proxy-Connection/);
    expect([incoming.statusCode, incoming.statusMessage, body]).toEqual([299, 'Odd But True', '{"id":1}']);
    expect(incoming.rawHeaders.slice(0, 8)).toEqual([
      'X-Twice',
      'a',
      'X-Twice',
      'b',
      'Set-Cookie',
      'c=1',
      'Set-Cookie',
      'd=2',
    ]);
  });

  test('a redirect is passed back, not followed', async () => {
    let requests = 0;
    const target = await serve((_, response) => {
      requests += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const proxy = await proxyTo(target);
    const response = await fetch(`${proxy.url}/runs/x`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location'), requests]).toEqual([302, '/elsewhere', 1]);
  });

  test('a body larger than what is validated passes whole, and is told as not validated', async () => {
    const large = JSON.stringify({ id, reference: 'x'.repeat(3_000_000) });
    const target = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(large),
    );
    const proxy = await proxyTo(target);
    const response = await fetch(`${proxy.url}/runs/x`, { headers: { authorization: 'Bearer fake' } });
    expect((await response.text()).length).toBe(large.length);
    const [row] = await proxy.report().then(({ cases: rows }) => rows.filter((one) => one.times));
    expect(row).toMatchObject({ outcome: 'skipped', reason: expect.stringMatching(/larger than the 1 MiB/) });
  });
});

describe('verdicts', () => {
  const headers = { authorization: 'Bearer fake-token' };

  test('a response that breaks the document fails, once, however often it comes', async () => {
    const proxy = await proxyTo(await serve(answer({ id: 'none', reference: 'r' })));
    for (let times = 0; times < 3; times++) await fetch(`${proxy.url}/runs/${times}`, { headers });
    const failed = (await proxy.report()).cases.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject([{ operationId: 'getRun', status: 200, times: 3, violations: [{ pointer: '/id' }] }]);
    expect(failed[0]?.curl).toContain('/runs/<segment>');
  });

  test('a wrong request that is accepted fails', async () => {
    const proxy = await proxyTo(await serve(answer({ id, reference: 'r' })));
    const json = { ...headers, 'content-type': 'application/json' };
    await fetch(`${proxy.url}/runs`, { method: 'POST', headers: json, body: '{"handle":1}' });
    await fetch(`${proxy.url}/runs/x`);
    const failed = (await proxy.report()).cases.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ operationId, violations }) => [operationId, violations[0]?.message])).toEqual([
      ['startRun', 'expected string, got integer'],
      ['getRun', 'expected the credentials bearer'],
    ]);
  });

  test.each([
    ['as it was', (secret: string) => secret],
    ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
  ])('a refusal that repeats a credential fails, %s, and the report does not', async (_, write) => {
    const target = await serve((request, response) => {
      const secret = String(request.headers['api-secret'] ?? request.headers['x-api-secret']);
      response.writeHead(422, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ statusCode: 422, message: `no ${write(secret)}`, reasons: [], code: 'VALIDATION_ERROR' }),
      );
    });
    const proxy = await proxyTo(target, { document: alfred });
    const client = createAlfredClient({
      baseUrl: proxy.url,
      credentials: { apiKey: 'fake-key-of-nobody', apiSecret: 'fake-secret-of-nobody' },
    });
    await client.POST('/login-sof-kyc', { body: person });
    const report = await proxy.report();
    const codes = report.cases.flatMap(({ violations }) => violations.map(({ code }) => code));
    expect(codes).toContain('leak-credential');
    expect(JSON.stringify(report)).not.toContain('fake-secret-of-nobody');
  });

  test('a status that nobody documents fails, an assumed clause warns', async () => {
    const proxy = await proxyTo(
      await serve((request, response) => answer({ id }, request.url === '/runs/a' ? 503 : 200)(request, response)),
    );
    await fetch(`${proxy.url}/runs/a`, { headers });
    await fetch(`${proxy.url}/runs/b`, { headers });
    const rows = (await proxy.report()).cases.filter(({ times }) => times);
    expect(rows).toMatchObject([
      { status: 503, outcome: 'failed', violations: [{ message: 'got 503, which is not documented' }] },
      { status: 200, outcome: 'passed', violations: [{ pointer: '/reference', severity: 'warning' }] },
    ]);
  });

  test('what the document does not have is listed, without what may be a name', async () => {
    const proxy = await proxyTo(await serve(answer({})));
    await fetch(`${proxy.url}/wallets/ada_example`);
    await fetch(`${proxy.url}/runs/ada_example`, { method: 'DELETE' });
    const rows = (await proxy.report()).cases.filter(({ times }) => times);
    expect(rows.map(({ operationId, outcome, reason }) => [operationId, outcome, reason])).toEqual([
      ['GET /*/*', 'skipped', 'the document has no such path'],
      ['DELETE /runs/{handle}', 'skipped', 'the document has the path, but not this method'],
    ]);
  });

  test('beyond the bound each status that was seen is listed, and that others were not is said', async () => {
    const traffic = new Traffic();
    const verdict = { operationId: 'getRun', method: 'GET', path: '/runs/{handle}', violations: [] };
    for (let at = 0; at <= 2000; at++)
      await traffic.add({ ...verdict, operationId: `GET /${at}`, status: '-', outcome: 'skipped', reason: 'unknown' });
    for (const reference of ['a', 'b']) {
      const violations = [
        { code: 'body-empty', kind: 'body', pointer: `/${reference}`, message: 'm', clause: '' },
      ] as const;
      await traffic.add({ ...verdict, status: 404, outcome: 'failed', violations: [...violations] });
    }
    await traffic.add({ ...verdict, status: 200, outcome: 'passed' });
    const own = traffic.results(operationsOf(document)).filter(({ operationId }) => operationId === 'getRun');
    expect(own.map(({ status, outcome }) => [status, outcome])).toEqual([
      [404, 'failed'],
      [200, 'passed'],
    ]);
    const more = 'more than 2000 different verdicts: 1';
    expect(traffic.errors()).toMatchObject([{ message: `${more} failed exchanges more were only counted` }]);
    expect(traffic.warnings()).toEqual([`${more} exchanges that did not fail more were only counted`]);
  });

  test('a target that is down: 502 as a problem document, and a failure', async () => {
    const proxy = await proxyTo(new URL('http://127.0.0.1:1'));
    const response = await fetch(`${proxy.url}/runs/x`, { headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
    expect(await response.json()).toMatchObject({ detail: '127.0.0.1:1 cannot be reached (ECONNREFUSED)' });
    expect((await proxy.report()).cases.find(({ outcome }) => outcome === 'failed')?.violations[0]?.kind).toBe(
      'transport',
    );
  });

  test('a target that breaks off: so does the proxy', async () => {
    const target = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
      response.write('{');
      setImmediate(() => response.destroy());
    });
    const proxy = await proxyTo(target);
    await expect(fetch(`${proxy.url}/runs/x`, { headers }).then((response) => response.text())).rejects.toThrow();
    expect((await proxy.report()).cases.find(({ outcome }) => outcome === 'failed')?.violations[0]?.kind).toBe(
      'transport',
    );
  });

  test('a client that hangs up is no finding, and ends the request to the target', async () => {
    let ended = () => {};
    const isEnded = new Promise<void>((resolve) => (ended = resolve));
    let reached = () => {};
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const target = await serve((_, response) => {
      reached();
      response.on('close', ended);
    });
    const proxy = await proxyTo(target);
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    socket.write('GET /runs/x HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await isReached;
    socket.destroy();
    await isEnded;
    const rows = (await proxy.report()).cases.filter(({ times }) => times);
    expect(rows).toMatchObject([{ outcome: 'skipped', reason: 'the client hung up before the answer was complete' }]);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));

  test('serves until it is stopped, reports, and leaves with 1 for a broken contract', async () => {
    const target = await serve(answer({}));
    const file = join(folder, 'traffic.json');
    const command = new RunningCommand('proxy', 'alfred', '--target', target.href, '--port', '0', '--json', file);
    const [, url] = await command.waitFor(/proxy (http:\S+) for alfred/);
    await fetch(`${url}/login-sof-kyc`, { method: 'POST', body: '{}' });
    expect(await command.stop('SIGINT')).toBe(1);
    expect(command.stdout).toContain('Failures');
    expect(JSON.parse(readFileSync(file, 'utf8')).cases).toContainEqual(
      expect.objectContaining({ outcome: 'failed', times: 1 }),
    );
  });

  test('without traffic nothing is proven', async () => {
    const command = new RunningCommand('proxy', 'sila', '--target', 'http://127.0.0.1:1', '--port', '0');
    await command.waitFor(/proxy http/);
    expect(await command.stop('SIGTERM')).toBe(1);
    expect(command.stdout).toContain('nothing was exercised');
  });

  test('a target with TLS, its certificate made known to Node', async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', ['req', ...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.writeHead(401).end(),
    );
    const target = `https://127.0.0.1:${await listen(server)}`;
    process.env.NODE_EXTRA_CA_CERTS = cert;
    const command = new RunningCommand('proxy', 'alfred', '--target', target, '--port', '0');
    delete process.env.NODE_EXTRA_CA_CERTS;
    const [, url] = await command.waitFor(/proxy (http:\S+)/);
    expect((await fetch(`${url}/login-sof-kyc`, { method: 'POST' })).status).toBe(401);
    expect(await command.stop('SIGTERM')).toBe(0);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['no target', ['sila'], /--target http/],
    ['no document', ['--target', 'http://127.0.0.1:1'], /a provider or --spec FILE/],
    ['two documents', ['sila', '--spec', 'x.yaml', '--target', 'http://127.0.0.1:1'], /a provider or --spec FILE/],
  ])('%s: one sentence and exit code 2', async (_, args, sentence) => {
    const command = new RunningCommand('proxy', ...args);
    expect(await command.exitCode).toBe(2);
    expect(command.stderr).toMatch(sentence);
  });
});
