/** One sandbox, served by several processes: nothing is lost, nothing is done twice, and a process may end at any time. */
import { afterEach, describe, expect, test } from 'vitest';
import { HttpServer } from '../../support/http-server.js';
import { RunningCommand } from '../../support/command.js';
import { flows, person, SilaApp } from '../sila.js';
import { freshDatabase, query } from './database.js';
import { startBalancer, startProcesses, type Processes } from './processes.js';

const running: Processes[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((processes) => processes.stop()));
});

async function started(count: number, ...args: string[]) {
  const database = await freshDatabase();
  const processes = await startProcesses(count, database, ...args);
  running.push(processes);
  const app = new SilaApp({ sandbox: processes.balanced });
  await app.issueToken();
  return { ...processes, database, app };
}

const all = <T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => one(n)));

describe.each([1, 2, 4])('%i processes', (count) => {
  test('start one verification for 1,000 calls of /kyc at once', async () => {
    const { app } = await started(count);
    expect((await app.register('ada.example')).status).toBe(200);
    const body = { header: app.header('ada.example'), flow: flows.approved };
    const answers = await all(1000, () => app.send('kyc', body));
    const outcomes = answers.map(({ status, body: { error_code: code } }) => `${status} ${code ?? ''}`);
    expect(outcomes.filter((outcome) => outcome === '202 ')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === '403 KYC_REQUEST_DUPLICATE_PENDING')).toHaveLength(999);
    const { body: list } = await app.call('getVerifications', 'ada.example');
    expect(list.verifications).toHaveLength(1);
  });

  test('give each of 1,000 registrations at once to one end user, with an id of its own', async () => {
    const { app } = await started(count);
    const answers = await all(1000, (n) => app.send('register', { header: app.header(`user${n % 500}`), ...person() }));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(500);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(500);
    await app.register('many');
    const emails = await all(200, (n) =>
      app.send('addEmail', { header: app.header('many'), email: `many${n}@example.com` }),
    );
    expect(new Set(emails.map(({ body }) => body.email.uuid)).size).toBe(200);
    const { body: entity } = await app.call('getEntity', 'many');
    expect(new Set(entity.emails.map(({ email }: { email: string }) => email)).size).toBe(201);
  });
});

test('what one process answers, each other one knows at once', async () => {
  const { app, urls } = await started(3);
  for (let n = 0; n < 30; n++) {
    await app.register(`handle${n}`);
    expect((await app.call('getEntity', `handle${n}`)).status).toBe(200);
  }
  const post = (url: string, path: string, body: object) =>
    fetch(`${url}/_sandbox${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post(urls[0]!, '/clock/advance', { days: 400 });
  const clock = (await (await fetch(`${urls[1]}/_sandbox/clock`)).json()) as { now: string };
  expect(Date.parse(clock.now) - Date.now()).toBeGreaterThan(399 * 864e5);
  await post(urls[2]!, '/reset', {});
  expect((await app.call('getEntity', 'handle1')).status).toBe(403);
});

test('a process that is killed loses nothing that it has answered, and the others go on', async () => {
  const { app, commands, database } = await started(3);
  const acknowledged: string[] = [];
  let sent = 0;
  const clients = all(20, async () => {
    while (sent < 600) {
      const handle = `killed${sent++}`;
      if (sent === 300) void commands[0]!.stop('SIGKILL');
      const answer = await app.send('register', { header: app.header(handle), ...person() }).catch(() => undefined);
      if (answer?.status === 200) acknowledged.push(handle);
    }
  });
  await clients;
  expect(acknowledged.length).toBeGreaterThan(400);
  const rows = await query<{ value: string }>(
    database,
    `SELECT value FROM kyc_sandbox_entries WHERE key LIKE '["sila","entities",%' AND value IS NOT NULL`,
  );
  const kept = new Set(rows.map(({ value }) => (JSON.parse(value) as { handle: string }).handle));
  expect(acknowledged.filter((handle) => !kept.has(handle))).toEqual([]);
});

test('each webhook is sent once, whoever notices that it is due', async () => {
  const receiver = await new HttpServer().start();
  // Slow enough for every process to look meanwhile.
  receiver.answers = [(response) => void setTimeout(() => response.writeHead(200).end(), 1500)];
  const { app, urls } = await started(3);
  const registered = await fetch(`${urls[0]}/_sandbox/webhook-endpoints/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'sila', url: `${receiver.url}/hook` }),
  });
  expect(registered.status).toBe(204);
  const ids = await all(10, async (n) => {
    await app.register(`hook${n}`);
    return app.started(`hook${n}`);
  });
  await all(10, async (n) => expect((await app.decide(ids[n]!, 'passed')).status).toBeLessThan(300));
  const events = () => receiver.received.map(({ body }) => (JSON.parse(body) as { event_uuid: string }).event_uuid);
  const allDelivered = async () => {
    const { deliveries } = (await (await fetch(`${urls[1]}/_sandbox/webhook-deliveries?limit=100`)).json()) as {
      deliveries: { status: string }[];
    };
    return deliveries.length > 0 && deliveries.every(({ status }) => status === 'delivered');
  };
  await expect.poll(allDelivered, { timeout: 60_000 }).toBe(true);
  expect(events().length).toBeGreaterThan(9);
  expect(new Set(events()).size).toBe(events().length);
  await receiver.close();
});

test('the server is restarted: calls fail in a sentence, and go on where they were', async () => {
  const { app, database, balanced } = await started(2);
  await app.register('before');
  // Whoever is connected is sent away, and nobody is let in.
  const admin = new URL(database);
  const name = admin.pathname.slice(1);
  admin.pathname = '/postgres';
  await query(admin.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await query(admin.href, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
  const refused = await balanced.fetch('http://localhost/_sandbox/clock');
  expect(refused.status).toBe(500);
  const { detail } = (await refused.json()) as { detail: string };
  expect(detail).toMatch(/^The state could not be stored \(.*not currently accepting connections\): try again/);
  await query(admin.href, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  expect((await app.call('getEntity', 'before')).status).toBe(200);
});

test('three processes keep the contract as one does', async () => {
  const { urls } = await started(3, '--examples');
  const { url, server } = await startBalancer(urls);
  const check = new RunningCommand('check', 'sila', '--url', url);
  const code = await check.exitCode;
  server.close();
  expect(check.stdout.slice(-3000)).toMatch(/(\d+) of \1 /);
  expect(code).toBe(0);
});

describe('--state is refused in a sentence', () => {
  test.each([
    ['postgres://sandbox:top-secret@127.0.0.1:1/x', 3, /ECONNREFUSED 127\.0\.0\.1:1; start it, or name another one/],
    ['postgres://sandbox:top-secret@127.0.0.1:notaport/x', 2, /Invalid URL/],
    ['mysql://sandbox:top-secret@127.0.0.1/x', 2, /--state takes a file or postgres:\/\/…, not mysql:\/\/…/],
  ])('%s', async (url, code, sentence) => {
    const command = new RunningCommand('sandbox', '--port', '0', '--state', url);
    expect(await command.exitCode).toBe(code);
    expect(command.stderr).toMatch(sentence);
    expect(command.stderr).not.toMatch(/top-secret|\n.*\n| {4}at /);
  });

  test('a database that is not there', async () => {
    const url = new URL(await freshDatabase());
    url.pathname = '/nowhere';
    const command = new RunningCommand('sandbox', '--port', '0', '--state', url.href);
    expect(await command.exitCode).toBe(2);
    const reason =
      /^kyc-contracts: --state postgres:\/\/\S+\/nowhere cannot be used: database "nowhere" does not exist\n$/;
    expect(command.stderr).toMatch(reason);
  });
});
