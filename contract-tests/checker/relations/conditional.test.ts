/** Members that are there with certain values of another one only: which words are read, and what an answer is held against. */
import { describe, expect, test } from 'vitest';
import { conditionsOf, unconditional } from '../../../src/checker/relations/conditional.js';
import { operationsOf, type Json, type JsonObject } from '../../../src/openapi/document.js';
import { content, object } from '../../support/document-parts.js';

const text = { type: 'string' };
const status = { anyOf: [{ type: 'string', enum: ['OPEN', 'FAILED', 'ON_HOLD'] }, text] };
const kind = { type: 'string', enum: ['person', 'company'] };

const documentOf = (schema: object): JsonObject =>
  ({
    openapi: '3.1.0',
    info: { title: 'Cases', version: '1' },
    paths: {
      '/case': {
        get: {
          operationId: 'getCase',
          responses: {
            200: { description: 'A case', content: content(schema) },
            400: { description: 'None', content: content(schema) },
          },
        },
      },
    },
  }) as unknown as JsonObject;

function broken(schema: object, answer: Json): string[] {
  const document = documentOf(schema);
  const [operation] = operationsOf(document);
  const conditions = conditionsOf(document, operation!);
  expect(conditions.get('400')).toBeUndefined();
  return unconditional(conditions.get('200')!, answer).map(({ pointer, message }) => `${pointer} ${message}`);
}

const caseWith = (description: string) => object([], { status, kind, count: text, reason: { ...text, description } });

describe('what is read', () => {
  test.each<[string, Record<string, Json>, Record<string, Json>]>([
    ['Why it failed. With `FAILED`.', { status: 'FAILED' }, { status: 'OPEN' }],
    ['With `FAILED` or `ON_HOLD`', { status: 'on_hold' }, { status: 'OPEN' }],
    ['Only set when `status` is `FAILED`.', { status: 'failed' }, { status: 'ON_HOLD' }],
    ['The reason; null unless the `status` is `FAILED`, or `ON_HOLD`.', { status: 'ON_HOLD' }, { status: 'open' }],
    ['Only with `company`.', { kind: 'company' }, { kind: 'person' }],
    ['Its reason; null for companies and for persons.', {}, {}],
    ['Its reason; null for persons.', { kind: 'company' }, { kind: 'person' }],
    ['Absent for a person.', { kind: 'company' }, { kind: 'person' }],
  ])('%s', (description, right, wrong) => {
    expect(broken(caseWith(description), { ...right, reason: 'because' })).toEqual([]);
    const isRead = JSON.stringify(right) !== JSON.stringify(wrong);
    expect(broken(caseWith(description), { ...wrong, reason: 'because' })).toHaveLength(isRead ? 1 : 0);
  });

  const job = (description: string) =>
    object([], {
      status: { type: 'string', enum: ['queued', 'running', 'succeeded', 'failed'] },
      result: { type: ['string', 'null'], description },
    });
  test.each<[string, there: string[], absent: string[]]>([
    ['Why it `failed`, otherwise null.', ['failed'], ['queued', 'running', 'succeeded']],
    ['Where the report is once it has `succeeded`; otherwise absent.', ['succeeded'], ['queued', 'failed']],
    ['Null until it has ended.', ['succeeded', 'failed'], ['queued', 'running']],
    ['Null as long as it has not ended.', ['failed'], ['running']],
    ['Null while it is `queued`.', [], ['queued']],
    ['Absent if the status is `queued` or `running`.', [], ['queued', 'running']],
  ])('%s', (description, there, absent) => {
    for (const state of there) {
      expect(broken(job(description), { status: state, result: 'it' })).toEqual([]);
      expect(broken(job(description), { status: state, result: null })).toEqual([
        '/result is not there with this value of "status"',
      ]);
    }
    for (const state of absent) {
      expect(broken(job(description), { status: state, result: null })).toEqual([]);
      expect(broken(job(description), { status: state, result: 'it' })).toHaveLength(1);
    }
    expect(broken(job(description), { status: 'of another version', result: null })).toEqual([]);
  });

  test.each([
    ['of a value that no member has', 'With `CLOSED`.'],
    ['of a value among others', 'With `FAILED` it says why, and otherwise what is wanted.'],
    ['of another member than has the value', 'Only set when `kind` is `FAILED`.'],
    ['of the member itself', 'Only set when `reason` is `FAILED`.'],
  ])('nothing: %s', (_, description) => {
    expect(broken(caseWith(description), { status: 'OPEN', kind: 'person', reason: 'because' })).toEqual([]);
  });
});

describe('what an answer is held against', () => {
  const schema = caseWith('With `FAILED`.');

  test('the message names the member and the other one', () => {
    expect(broken(schema, { status: 'OPEN', reason: 'because' })).toEqual([
      '/reason is not for this value of "status"',
    ]);
  });

  test.each<[string, Json]>([
    ['null', null],
    ['an empty text', ''],
    ['an empty list', []],
    ['an empty object', {}],
  ])('%s is nothing', (_, reason) => {
    expect(broken(schema, { status: 'OPEN', reason })).toEqual([]);
  });

  test('a value that the document does not list may mean anything', () => {
    expect(broken(schema, { status: 'CLOSED', reason: 'because' })).toEqual([]);
    expect(broken(schema, { reason: 'because' })).toEqual([]);
  });

  test('the other one is in the object around, and in that of each item', () => {
    const metadata = object([], { reason: { ...text, description: 'With `FAILED`.' } });
    const cases = { type: 'array', items: object([], { status, metadata }) };
    const answer = [
      { status: 'FAILED', metadata: { reason: 'because' } },
      { status: 'OPEN', metadata: { reason: 'because' } },
      { status: 'OPEN', metadata: null },
    ];
    expect(broken(object([], { cases }), { cases: answer })).toEqual([
      '/cases/1/metadata/reason is not for this value of "status"',
    ]);
  });
});
