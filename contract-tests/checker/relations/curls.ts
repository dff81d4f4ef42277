/** The curl commands of failed cases, without credentials. */
import { expect } from 'vitest';
import type { CaseResult } from '../../../src/checker/index.js';
import { check, type Broken } from './broken-sandbox.js';

/** That of the first case of a name that has failed. */
export const curlOf = (rows: readonly CaseResult[], name: RegExp): string | undefined => {
  const found = rows.find((row) => name.test(row.case ?? '') && row.violations.length > 0);
  expect(found, rows.flatMap((row) => (row.violations.length > 0 ? [row.case] : [])).join('\n')).toBeDefined();
  return found?.curl;
};

/** Checks, and that no command has a credential that the target was sent. */
export async function checkAndSee(broken: Broken) {
  const seen = new Set<string>();
  const see = (request: Request) => {
    for (const name of ['authorization', 'authsignature', 'usersignature']) {
      const value = request.headers.get(name)?.replace(/^\w+ /, '');
      if (value) seen.add(value);
    }
  };
  const { answer = (response) => response } = broken;
  const rows = await check({ ...broken, answer: (response, request) => (see(request), answer(response, request)) });
  const said = rows.map(({ curl }) => curl ?? '').join('\n');
  expect(seen.size).toBeGreaterThan(0);
  expect([...seen].filter((value) => said.toLowerCase().includes(value.toLowerCase()))).toEqual([]);
  return rows;
}
