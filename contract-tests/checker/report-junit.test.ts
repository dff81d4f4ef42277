/** The JUnit file as others read it: a schema, and a reader that is not ours. */
import { readFileSync } from 'node:fs';
import { parse } from 'junit2json';
import { afterEach, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CheckReport } from '../../src/checker/reports/check-report.js';
import { renderJunit } from '../../src/checker/reports/junit.js';
import { answer, id, reportOf, stopServers } from './reports/check-report.js';

afterEach(stopServers);

const schema = readFileSync(new URL('./reports/junit.xsd', import.meta.url), 'utf8');
const errorsOf = async (xml: string) =>
  (await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] })).errors.map(
    ({ message }) => message,
  );

test.each([
  ['kept', { id, reference: 'r' }],
  ['broken', { id: 'none' }],
  ['warned of', { id }],
])('a contract that is %s makes a valid file', async (_, body) => {
  expect(await errorsOf(renderJunit([await reportOf(answer(body))]))).toEqual([]);
});

test('the schema refuses what Ant refuses', async () => {
  const xml = renderJunit([await reportOf(answer({ id: 'none' }))]);
  expect(await errorsOf(xml.replace('<testsuites>', '<testsuites tests="4">'))).toHaveLength(1);
  expect(await errorsOf(xml.replace(' hostname=', ' host='))).not.toEqual([]);
  expect(await errorsOf(xml.replace('<system-err/>', ''))).not.toEqual([]);
});

test('another reader finds the same cases and counts', async () => {
  const report = await reportOf(answer({ id: 'none' }));
  const read = (await parse(renderJunit([report]))) as { testsuite: Record<string, any>[] };
  const [suite] = read.testsuite;
  expect(suite).toMatchObject({ name: 'runs', tests: 4, failures: 2, errors: 0, skipped: 2 });
  expect(suite?.testcase.map((one: any) => one.name)).toEqual([
    'startRun 200',
    'startRun 400',
    'getRun 200',
    'getRun 404',
  ]);
  expect(suite?.testcase[0].failure[0].message).toBe(
    'body /id: expected the format "uuid", got a string of 4 characters',
  );
  expect(suite?.testcase[0].failure[0].inner).toContain("curl 'http://127.0.0.1:");
});

describe('a run that proves nothing', () => {
  test('is an error in a suite of its own, and no case', async () => {
    const report = await reportOf(answer({}, 500), { signal: AbortSignal.abort() });
    const read = (await parse(renderJunit([report]))) as { testsuite: Record<string, any>[] };
    expect(read.testsuite[0]).toMatchObject({ tests: report.cases.length, errors: 0 });
    expect(read.testsuite[1]).toMatchObject({ tests: 2, failures: 0, errors: 2 });
    expect(read.testsuite[1]?.testcase.map(({ name }: { name: string }) => name)).toEqual([
      'interrupted',
      'nothing-exercised',
    ]);
    expect(await errorsOf(renderJunit([report]))).toEqual([]);
  });
});

test('what an implementation names its members breaks no file', async () => {
  const report: CheckReport = {
    name: 'a & b',
    target: 'http://127.0.0.1/?a=1&b="2"',
    startedAt: new Date(0),
    seconds: 0,
    coverage: [],
    errors: [],
    unvalidated: [],
    cases: [
      {
        operationId: 'a<b>',
        method: 'GET',
        path: '/',
        status: 200,
        example: null,
        phase: 'examples',
        outcome: 'failed',
        violations: [
          {
            code: 'body-additional',
            kind: 'body',
            pointer: '/\u0000\u001b[31m]]>\ud800"\'',
            message: 'is not allowed here',
            clause: '/x',
          },
        ],
      },
    ],
  };
  const xml = renderJunit([report]);
  expect(await errorsOf(xml)).toEqual([]);
  expect(xml).toContain('body /\\u0000\\u001b[31m]]&gt;\\ud800');
});
