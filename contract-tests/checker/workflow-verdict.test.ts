/** What a step of a workflow says of the target whose criteria are not met. */
import { expect, test } from 'vitest';
import type { Operation } from '../../src/openapi/document.js';
import type { PlannedStep } from '../../src/checker/phases/workflows/plan.js';
import { resultsOf } from '../../src/checker/phases/workflows/verdict.js';
import { applySeverity } from '../../src/checker/validate/severity.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';

const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };
const operation = {
  ...{ operationId: 'read', method: 'GET', path: '/a', parameters: [] },
  responses: new Map([['200', { pointer: '/paths/~1a/get/responses/200', value: { description: 'ok' } }]]),
} as unknown as Operation;

const step = (more: Partial<PlannedStep>): PlannedStep => ({
  ...{ name: 'w/wait', tag: 'w/wait', operation, status: '200', waits: true, retryLimit: 2, provenance: undefined },
  ...more,
});
const attempt = {
  ...{ name: 'w/wait', status: 200, failedCriteria: ['expected it to be done'] },
  exchange: { response: { status: 200, headers: {}, body: Buffer.from('') } },
};

function verdict(count: number, more: Partial<PlannedStep>, movesClock: boolean) {
  const planned = { workflowId: 'w', file: 'w', branches: false, steps: [step(more), step({ name: 'w/next' })] };
  const attempts = Array.from({ length: count }, () => attempt);
  return resultsOf(
    { document, validator: createResponseValidator(document), propertyNames: new Set() },
    planned,
    { passed: false, attempts },
    {
      movesClock,
    },
  );
}

test('it still waits after its last try › not exercised, as how long it takes nobody says', () => {
  const [waiting, next] = verdict(3, {}, false);
  expect(waiting).toMatchObject({ outcome: 'skipped', reason: 'what it waits for has not come after 3 requests' });
  expect(next).toMatchObject({ outcome: 'skipped', reason: 'the workflow ended at w/wait' });
});

test.each([
  ['the clock of the target was moved', 3, {}, true],
  ['it has ended otherwise, before its last try', 2, {}, false],
  ['it waits for nothing', 1, { waits: false, retryLimit: 0 }, false],
])('%s › failed', (_, count, more, movesClock) => {
  expect(verdict(count, more, movesClock)[0]).toMatchObject({ outcome: 'failed' });
});

test('what it expects is assumed › a warning, and a failure with --strict', () => {
  const provenance = { status: 'assumed', source: 'a-page', note: 'It is.' };
  const [waiting] = verdict(1, { provenance }, false);
  const [lenient, strict] = [{}, { strict: true }].map((more) => applySeverity(document as never, waiting!, more));
  expect(lenient).toMatchObject({ outcome: 'passed', violations: [{ severity: 'warning', provenance }] });
  expect(strict).toMatchObject({ outcome: 'failed' });
  const [documented] = verdict(1, { provenance: { status: 'documented', source: 'a-page' } }, false);
  expect(applySeverity(document as never, documented!, {})).toMatchObject({ outcome: 'failed' });
});
