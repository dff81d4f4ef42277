/** The codes of violations and run errors: what the page of the docs lists is what there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { runErrorCodes } from '../../src/checker/report.js';
import { schemaCode, violationCodes } from '../../src/checker/validate/violation-codes.js';
import { renderSarif } from '../../src/checker/reports/sarif.js';
import { answer, reportOf, stopServers } from './reports/check-report.js';

afterAll(stopServers);

const page = readFileSync(join(packageRoot, 'docs', 'guides', 'violation-codes.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([\w-]+)`\s*\| (.*?)\s*\|$/gm)].map(([, code, sentence]) => [code, sentence]);

test('docs/guides/violation-codes.md lists every code with its sentence, and no other', () => {
  expect(rows).toEqual([...Object.entries(violationCodes), ...Object.entries(runErrorCodes)]);
});

test.each([
  ['body', 'type', 'body-type'],
  ['body', 'const', 'body-value'],
  ['header', 'maxLength', 'header-size'],
  ['request', 'readOnly', 'request-direction'],
  ['body', 'contentEncoding', 'body-schema'],
  ['body', 'constructor', 'body-schema'],
] as const)('%s, keyword %s › %s', (place, keyword, code) => {
  expect(schemaCode(place, keyword)).toBe(code);
  expect(violationCodes).toHaveProperty(code);
});

test('SARIF › rules are codes, each with its sentence', async () => {
  const report = await reportOf(answer({ id: 'none', reference: 1 }));
  const [run] = JSON.parse(renderSarif([report], '1')).runs;
  const codes = report.cases.flatMap(({ violations }) => violations.map(({ code }) => code));
  expect(codes).toContain('body-format');
  expect(run.tool.driver.rules).toEqual(
    [...new Set(codes)].map((id) => ({ id, shortDescription: { text: violationCodes[id] } })),
  );
  for (const { ruleId } of run.results) expect(codes).toContain(ruleId);
  // Without its last slash GitHub would take all documents for one category.
  expect(run.automationDetails).toEqual({ id: 'kyc-contracts/runs/' });
});
