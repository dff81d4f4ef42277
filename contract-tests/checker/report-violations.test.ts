/** A finding says what is wrong, where, on what evidence, and how to see it again; each of them once. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { groupViolations, sayEvidence, sayViolation } from '../../src/checker/reports/grouped-violation.js';
import { renderStepSummary } from '../../src/checker/reports/step-summary.js';
import { renderTerminal } from '../../src/checker/reports/terminal.js';
import { answer, id, reportOf, serve, stopServers } from './reports/check-report.js';

afterEach(stopServers);

test('the same clause, broken by two operations, is one finding, with its place in both documents', async () => {
  const { cases: rows } = await reportOf(answer({ id: 'none', reference: 'r' }));
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toHaveLength(2);
  const [finding, ...others] = groupViolations(rows);
  expect(others).toEqual([]);
  expect(finding?.results.map((result) => result.operationId)).toEqual(['startRun', 'getRun']);
  expect(finding?.violation).toMatchObject({
    pointer: '/id',
    clause: '/components/schemas/Run/properties/id/format',
    got: 'a string of 4 characters',
    provenance: { status: 'documented', source: 'page' },
  });
  expect(sayViolation(finding!.violation)).toBe('body /id: expected the format "uuid", got a string of 4 characters');
});

test('a broken clause that is only assumed is a warning; with strict it fails', async () => {
  const lax = await reportOf(answer({ id }));
  expect(lax.cases.map(({ outcome }) => outcome)).toEqual(['passed', 'skipped', 'passed', 'skipped']);
  const [finding] = groupViolations(lax.cases);
  expect(finding?.violation).toMatchObject({ pointer: '/reference', severity: 'warning' });
  expect(sayEvidence(finding!.violation)).toBe('assumed (page): Nothing says that it comes back.');
  expect(renderTerminal(lax, { colour: false })).toContain('2 of 4 passed, 0 failed, 2 not exercised, 1 warning');

  const strict = await reportOf(answer({ id }), { strict: true });
  expect(strict.cases.map(({ outcome }) => outcome)).toEqual(['failed', 'skipped', 'failed', 'skipped']);
});

test('an assumed clause excuses nothing else that is wrong', async () => {
  const { cases: rows } = await reportOf(answer({ id: 1 }));
  expect(rows[0]).toMatchObject({ outcome: 'failed' });
  expect(rows[0]?.violations.map(({ severity }) => severity ?? 'failure').sort()).toEqual(['failure', 'warning']);
});

test('the terminal tells a finding once, counts its cases, and puts failures last', async () => {
  const text = renderTerminal(await reportOf(answer({ id: 'none' })), { colour: false });
  expect(text.match(/expected the format "uuid"/g)).toHaveLength(1);
  expect(text).toContain('in startRun 200, and in 1 more case');
  expect(text).toContain('[#/components/schemas/Run/properties/id/format]');
  expect(text).toContain('– not exercised: no request is known to bring about this response');
  expect(text.indexOf('Not exercised')).toBeLessThan(text.indexOf('Warnings'));
  expect(text.indexOf('Warnings')).toBeLessThan(text.indexOf('Failures'));
});

test('the curl command sends the request again, with the credential of whoever runs it', async () => {
  const { cases: rows } = await reportOf(answer({ id: 'none' }), { credentials: { bearer: 'real-4b6e2a1c' } });
  const { curl } = rows[0]!;
  expect(curl).toContain('"authorization: Bearer $KYC_CONTRACTS_BEARER"');
  expect(curl).not.toContain('4b6e2a1c');

  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      seen.push([request.method, request.url, request.headers.authorization, body]);
      response.end();
    });
  });
  const here = curl!.replace(/http:\/\/127\.0\.0\.1:\d+/, url.origin);
  await promisify(execFile)('bash', ['-c', here], { env: { ...process.env, KYC_CONTRACTS_BEARER: 'mine' } });
  expect(seen).toEqual([['POST', '/runs', 'Bearer mine', { handle: 'ada_example', level: 1 }]]);
});

test('the summary of a run in GitHub is no larger than GitHub takes, and says what it leaves out', async () => {
  const report = await reportOf(answer({ id: 'none' }));
  const [row] = report.cases;
  const [violation] = row!.violations;
  const many = Array.from({ length: 8000 }, (_, at) => ({
    ...row!,
    violations: [{ ...violation!, clause: `/required/${at}` }],
  }));
  const text = renderStepSummary([{ ...report, cases: many }, report]);
  expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
  const told = text.match(/required\/\d+/g) ?? [];
  const [, left] = /(\d+) lines more are left out/.exec(text) ?? [];
  expect(told.length + Number(left)).toBe(many.length);
  expect(text.match(/^## /gm)).toHaveLength(2);
});

test.each(['passed', 'failed', 'skipped'] as const)('a name in a document commands no terminal: %s', (outcome) => {
  const message = 'a\u001b[31mb';
  const violations =
    outcome === 'failed' ? [{ code: 'body-type', kind: 'body', pointer: message, message, clause: '' }] : [];
  const one = {
    operationId: 'a\u001b[31mb\n::c',
    method: 'GET',
    path: '/',
    status: 200,
    example: message,
    phase: 'examples',
  };
  const rows = [
    { ...one, outcome, violations, ...(outcome === 'skipped' && { reason: message }) },
    { ...one, case: message, outcome, violations, ...(outcome === 'skipped' && { reason: message }) },
  ];
  const text = renderTerminal({ cases: rows, errors: [], unvalidated: [], coverage: [] } as never, { colour: false });
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^::/m);
});
