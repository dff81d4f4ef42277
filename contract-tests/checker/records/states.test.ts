/** Whoever writes down in which state something is done is held to it, in each state that the record can be brought into. */
import { expect, test } from 'vitest';
import type { CaseResult } from '../../../src/checker/index.js';
import { checkDocument } from '../../support/check-document.js';
import { document, implement, type Fault, type Variation } from './shipments.js';

const name = 'what is allowed in each state of the record';
const selection = { phases: ['relations'] as const };
const check = (fault?: Fault, variation?: Variation) =>
  checkDocument(document, implement(fault, variation), undefined, { selection });
const messagesOf = (cases: readonly CaseResult[]): string[] =>
  cases.flatMap((one) =>
    one.outcome === 'failed' ? one.violations.map(({ message }) => `${one.operationId}: ${message}`) : [],
  );

test.each<Variation>(['each is taken', 'each is refused', 'each is refused otherwise'])(
  'an implementation that keeps it passes; of what nothing is said, %s',
  async (variation) => {
    const cases = await check(undefined, variation);
    expect(messagesOf(cases)).toEqual([]);
    const states = cases.filter((one) => one.case === name);
    expect(states.map(({ operationId, outcome }) => `${operationId} ${outcome}`).sort()).toEqual(
      ['book', 'cancel', 'change', 'deliver', 'remind', 'remove', 'send'].map((one) => `${one} passed`),
    );
  },
);

test.each<[Fault, string]>([
  ['a draft is sent', 'send: expected it to be refused where status is "draft"'],
  ['what is on its way is cancelled', 'cancel: expected it to be refused where status is "in_transit"'],
  ['what is cancelled is delivered', 'deliver: expected it to be refused where status is "cancelled"'],
  ['what is booked is changed', 'change: expected it to be refused where status is "booked"'],
  ['a draft is deleted', 'remove: expected it to be refused where status is "draft"'],
  ['booked twice', 'book: expected it to be refused where status is "booked" ("draft -> booked"), got 200'],
  ['a draft is not booked', 'book: expected it to be done where status is "draft"'],
  ['delivery is answered, and not kept', 'deliver: is afterwards what it was before, or nothing'],
  ['sent, it is still booked', 'send: expected "in_transit" afterwards, where status is "booked"'],
  [
    'sent, it is delivered',
    'send: expected "in_transit" afterwards, where status is "booked" ("Moves it from booked to in transit"), got "delivered"',
  ],
  ['the receiver is lost when it is sent', 'send: is another value than in the answer to the change'],
  ['a refused change is made', 'change: is another value after a request that was refused'],
  ['why it was cancelled is a number', 'cancel: expected string or null, got integer'],
  ['a second cancellation is an error of the server', 'cancel: got 500, which is not documented'],
])('%s: it is found', async (fault, expected) => {
  const found = messagesOf(await check(fault));
  expect(
    found.filter((one) => one.startsWith(expected)),
    found.join('\n'),
  ).not.toEqual([]);
});
