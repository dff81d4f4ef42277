/** Secrets and people, planted wherever a request or a response has room, are in no output of check or proxy. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { RunningCommand } from '../support/command.js';
import { document, serve, stopServers } from './reports/check-report.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const spec = join(folder, 'runs.json');
writeFileSync(spec, JSON.stringify(document));
afterEach(stopServers);
afterAll(() => rmSync(folder, { recursive: true }));

/** Each is looked for as it is, and as base64. */
const secrets = [
  'token-4b6e2a1c',
  'Grace Planted',
  'grace@planted.example',
  '999-70-1234',
  'planted-cookie',
  'planted-query',
  'planted-header',
];

const person = { name: 'Grace Planted', email: 'grace@planted.example', ssn: '999-70-1234' };

/** Breaks every rule that it can, with what nobody may read in a report. */
const leaky = () =>
  serve((request, response) => {
    const isRead = request.method === 'GET';
    response.writeHead(isRead ? 299 : 200, {
      'content-type': 'application/json',
      'x-person': person.name.replace(' ', ''),
      'set-cookie': 'session=planted-cookie',
    });
    const echoed = String(request.headers.authorization);
    response.end(
      JSON.stringify({
        id: echoed,
        reference: [person],
        state: person.email,
        result: { reason: 7, score: person.ssn },
        [person.email]: person,
      }),
    );
  });

const forms = ['json', 'junit', 'html', 'sarif'];

function findSecrets(command: RunningCommand, name: string): string[] {
  const files = forms.map((form) => readFileSync(join(folder, `${name}.${form}`), 'utf8'));
  const summary = readFileSync(join(folder, `${name}.md`), 'utf8');
  const all = [command.stdout, command.stderr, summary, ...files].join('\n');
  expect(all).toContain('expected the format');
  return secrets
    .flatMap((secret) => [secret, secret.replaceAll(' ', '%20'), Buffer.from(secret).toString('base64').slice(0, -4)])
    .filter((text) => all.includes(text));
}

function start(name: string, verb: string, ...options: string[]): RunningCommand {
  process.env.GITHUB_ACTIONS = 'true';
  process.env.GITHUB_STEP_SUMMARY = join(folder, `${name}.md`);
  process.env.KYC_CONTRACTS_BEARER = 'token-4b6e2a1c';
  const reports = forms.flatMap((form) => [`--${form}`, join(folder, `${name}.${form}`)]);
  const command = new RunningCommand(verb, '--spec', spec, ...options, ...reports);
  for (const variable of ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'KYC_CONTRACTS_BEARER'])
    delete process.env[variable];
  return command;
}

test('check', async () => {
  const target = await leaky();
  const command = start('check', 'check', '--url', target.href);
  expect(await command.exitCode).toBe(1);
  expect(findSecrets(command, 'check')).toEqual([]);
});

test('proxy', async () => {
  const target = await leaky();
  const command = start('proxy', 'proxy', '--target', target.href, '--port', '0');
  const [, url] = await command.waitFor(/proxy (http:\S+)/);
  const headers = {
    authorization: 'Bearer token-4b6e2a1c',
    'content-type': 'application/json',
    cookie: 'session=planted-cookie',
    'x-planted': 'planted-header',
  };
  const body = JSON.stringify({ handle: 'grace@planted.example', level: person.ssn, [person.email]: person });
  await fetch(`${url}/runs?${new URLSearchParams({ q: 'planted-query' })}`, { method: 'POST', headers, body });
  await fetch(`${url}/runs`, { method: 'POST', headers, body: `${body} Grace Planted` });
  await fetch(`${url}/runs/${encodeURIComponent(person.email)}`, { headers });
  await fetch(`${url}/people/${encodeURIComponent(person.name)}/999-70-1234`, { headers });
  expect(await command.stop('SIGTERM')).toBe(1);
  expect(findSecrets(command, 'proxy')).toEqual([]);
});

test('the search of this test finds what is there', () => {
  const command = { stdout: 'expected the format, Grace Planted', stderr: '' } as RunningCommand;
  for (const form of [...forms, 'md']) writeFileSync(join(folder, `control.${form}`), '');
  expect(findSecrets(command, 'control')).toEqual(['Grace Planted']);
});
