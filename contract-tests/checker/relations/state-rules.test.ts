/** What the words of a document say of the states in which an operation is done, and what is not read as such. */
import { describe, expect, test } from 'vitest';
import { operationsOf, type JsonObject } from '../../../src/openapi/document.js';
import { readRule, ruleOf } from '../../../src/checker/phases/relations/made/state-rules.js';
import { stateMemberOf } from '../../../src/checker/records/state-member.js';
import { sentencesOf } from '../../../src/checker/sentences.js';

const states = ['draft', 'booked', 'in_transit', 'delivered', 'cancelled'];

describe('a sentence', () => {
  test.each<[string, object]>([
    ['Only a draft can be changed', { only: ['draft'] }],
    ['Only drafts may be deleted', { only: ['draft'] }],
    ['Only a shipment that is booked or in transit can be cancelled', { only: ['booked', 'in_transit'] }],
    ['A shipment can only be changed while it is a draft', { only: ['draft'] }],
    ['Allowed only in state in_transit', { only: ['in_transit'] }],
    ['Possible while the shipment is draft or booked; later it is answered with 409', { only: ['draft', 'booked'] }],
    ['The shipment must be in the in-transit state', { only: ['in_transit'] }],
    ['It has to be booked', { only: ['booked'] }],
    ['Parcels can only be added to draft shipments', { only: ['draft'] }],
    ['Only a shipment that is not cancelled can be tracked', { never: ['cancelled'] }],
    ['Fails with 409 unless the shipment is a draft or booked', { only: ['draft', 'booked'] }],
    ['Refused unless draft', { only: ['draft'] }],
    ["409 if the shipment isn't booked", { only: ['booked'] }],
    ['409 when the shipment is delivered or cancelled', { never: ['delivered', 'cancelled'] }],
    ['Returns 409 if the shipment has already been delivered', { never: ['delivered'] }],
    ['Allowed states: draft, booked', { only: ['draft', 'booked'] }],
    ['Required status: in_transit', { only: ['in_transit'] }],
    ['Requires the shipment to be booked', { only: ['booked'] }],
    ['Not available for cancelled shipments', { never: ['cancelled'] }],
    ['draft -> booked', { only: ['draft'], to: 'booked' }],
    ['draft or booked → cancelled, for good', { only: ['draft', 'booked'], to: 'cancelled' }],
    ['Transition: draft, booked -> cancelled', { only: ['draft', 'booked'], to: 'cancelled' }],
    ['Moves the shipment from booked to in transit', { only: ['booked'], to: 'in_transit' }],
    ['A delivered shipment cannot be changed (409)', { never: ['delivered'] }],
    ['A cancelled shipment takes no parcels (409)', { never: ['cancelled'] }],
    ['The receiver of a delivered shipment cannot be changed (409)', { never: ['delivered'] }],
    ['It cannot be cancelled once it is delivered', { never: ['delivered'] }],
    ['Delivered or cancelled shipments can no longer be changed', { never: ['delivered', 'cancelled'] }],
    ['A shipment that was delivered before is answered with 409', { never: ['delivered'] }],
    ['A shipment that is not booked is refused', { only: ['booked'] }],
    ['Only possible while it is not delivered', { never: ['delivered'] }],
    ['No longer possible once it is delivered or cancelled', { never: ['delivered', 'cancelled'] }],
    ['A shipment which is not booked or in transit cannot be cancelled', { only: ['booked', 'in_transit'] }],
  ])('%s', (sentence, rule) => {
    for (const one of sentence.split('; ').slice(0, 1))
      expect(readRule(one.replaceAll("'", ''), states, false)).toMatchObject(rule);
  });

  test.each<[string, object]>([
    ['The shipment is no draft', { only: ['draft'] }],
    ['Shipment is not in draft or booked state', { only: ['draft', 'booked'] }],
    ['Not booked yet', { only: ['booked'] }],
    ['Already cancelled', { never: ['cancelled'] }],
    ['The shipment is delivered', { never: ['delivered'] }],
    ['Shipment has been cancelled', { never: ['cancelled'] }],
    ['Shipment not in DRAFT state', { only: ['draft'] }],
    ['Conflict: shipment must be IN_TRANSIT', { only: ['in_transit'] }],
    ['Not allowed when delivered', { never: ['delivered'] }],
    ['Not possible in state delivered', { never: ['delivered'] }],
    ['The shipment has already been delivered or cancelled', { never: ['delivered', 'cancelled'] }],
    ['A delivered shipment cannot be cancelled', { never: ['delivered'] }],
  ])('of an answer that refuses: %s', (sentence, rule) => {
    expect(readRule(sentence, states, true)).toMatchObject(rule);
  });

  test.each([
    'Cancels the shipment',
    'Cancels a booked shipment',
    'The shipment is booked then',
    'Only the sender can book a shipment',
    'Only one draft can exist for each sender',
    'At most two booked shipments are allowed for a customer in transit',
    'Shipments cannot be booked on a Sunday',
    'All shipments but those that are delivered can be cancelled',
    'Not possible after the cut-off time',
    'draft -> booked -> in_transit -> delivered',
    'draft -> somewhere else',
    'Lists drafts only',
    'A draft that is not complete cannot be booked',
    'A draft without parcels cannot be booked',
    'It can only be tracked if it has been booked',
    'A shipment must be booked first',
    'A shipment must be booked before it can be tracked',
    'It can only be sent after it was booked',
    'Fails with 409 unless the shipment has been booked',
    'Fails with 409 unless the receiver of a draft is known',
    '409 if another booked shipment has this number',
    '409 if a draft has no parcels',
    'If it is already booked, it is returned as it is',
    'Repeating it for a shipment that is already cancelled changes nothing',
    'A draft of more than 30 kg cannot be booked',
    'A booked shipment whose courier is under way is refused',
    'A draft cannot be booked if the sender is blocked',
    'A shipment that is not cancelled keeps its number once it is booked',
  ])('%s › says nothing of it', (sentence) => {
    const rule = readRule(sentence, states, false);
    expect(rule?.only ?? rule?.never ?? []).toEqual([]);
  });
});

/** @param words the description of the document */
const documentOf = (operation: object, state: object = { type: 'string', enum: states }, words = '') => {
  const document = {
    openapi: '3.1.1',
    info: { title: 'T', version: '1', description: words },
    paths: {
      '/shipments/{id}': {
        get: {
          operationId: 'read',
          responses: {
            200: {
              description: 'ok',
              content: { 'application/json': { schema: { type: 'object', properties: { status: state } } } },
            },
          },
        },
      },
      '/shipments/{id}/move': { post: { operationId: 'move', ...operation } },
    },
  } as unknown as JsonObject;
  const [read, move] = operationsOf(document) as [never, never];
  const member = stateMemberOf(document, read);
  return { member, rule: member && ruleOf(document, move, member) };
};
const refusal = (description: string) => ({ 200: { description: 'ok' }, 409: { description } });

test.each([
  ['a union of constants', { anyOf: states.map((value) => ({ const: value, type: 'string' })) }],
  ['a list that may be null', { anyOf: [{ type: 'string', enum: states }, { type: 'null' }] }],
])('the states may be %s', (_, schema) => {
  expect(documentOf({ responses: {} }, schema).member).toEqual({ name: 'status', states });
});

test('what is refused nowhere has no rule', () => {
  const description = 'Only a draft can be moved.';
  expect(documentOf({ description, responses: { 200: { description: 'ok' } } }).rule).toBeUndefined();
  expect(documentOf({ description, responses: refusal('Wrong state') }).rule).toMatchObject({ only: ['draft'] });
});

test.each<[string, object | undefined]>([
  ['Changes it while it is `draft` or `booked`; otherwise 409 `wrong_status`.', { only: ['draft', 'booked'] }],
  ['Makes a `booked` shipment binding. Any other shipment is refused with 409.', { only: ['booked'] }],
  ['Weighs a draft or booked shipment. All others are refused.', { only: ['draft', 'booked'] }],
  ['Makes a `booked` shipment binding. Any other weight is a guess.', undefined],
  ['Weighs it while it is `draft` and on the scales; otherwise 409.', undefined],
  ['Makes a shipment `booked`. Otherwise 409.', undefined],
])('%s', (description, rule) => {
  const found = documentOf({ description, responses: refusal('Wrong state') }).rule;
  if (rule) expect(found).toMatchObject(rule);
  else expect(found?.only).toBeUndefined();
});

describe('a table of transitions', () => {
  const ruleBy = (table: string, operation: object = {}) =>
    documentOf({ responses: refusal('Wrong state'), ...operation }, undefined, `# Life\n\n${table}\n`).rule;
  const head = '| from | to | by |\n| --- | --- | --- |\n';

  test.each<[string, object | undefined]>([
    [
      `${head}| \`booked\` | \`in_transit\` | \`POST /shipments/{shipment}/move\` |`,
      { only: ['booked'], to: 'in_transit' },
    ],
    [`${head}| draft, booked | cancelled | move |`, { only: ['draft', 'booked'], to: 'cancelled' }],
    [
      `${head}| draft | booked | \`POST /v1/shipments/{id}/move\` |\n| booked | in_transit | \`POST /v1/shipments/{id}/move\` |`,
      { only: ['draft', 'booked'], to: undefined },
    ],
    [
      `| Request | From state | To state |\n|---|---|---|\n| move | booked | in transit |`,
      { only: ['booked'], to: 'in_transit' },
    ],
    [`${head}| draft | booked | \`POST /shipments/{id}/book\` |`, undefined],
    [`${head}| \`draft\` | \`booked\` | when it is paid |`, undefined],
    ['| status | meaning | request |\n|---|---|---|\n| draft | booked | move |', undefined],
    [`${head}| somewhere | booked | move |`, undefined],
  ])('%s', (table, rule) => {
    const found = ruleBy(table);
    if (rule) expect(found).toMatchObject(rule);
    else expect(found).toBeUndefined();
  });

  test('and words that say otherwise are not understood', () => {
    expect(
      ruleBy(`${head}| draft | booked | move |`, { description: 'Only possible while it is booked.' }),
    ).toBeUndefined();
  });
});

test('what is said twice, and differently, is not understood', () => {
  const description = 'Only a draft can be moved.';
  expect(documentOf({ description, responses: refusal('It is not booked') }).rule).toBeUndefined();
});

test('what can only become another, and what still can be', () => {
  const description = `The life of it: \`draft\` can only become \`booked\`. From \`booked\` it goes to \`in_transit\` or
    \`cancelled\`; what is \`in_transit\` can still be \`delivered\`. Any other step is a 409 and leaves it as it was.`;
  expect([...(documentOf({ description, responses: refusal('') }).rule?.next ?? [])]).toEqual([
    ['draft', ['booked']],
    ['booked', ['in_transit', 'cancelled']],
    ['in_transit', ['delivered']],
  ]);
});

test('one transition is what an operation does, whatever is said of all others', () => {
  const description = 'draft or booked -> cancelled. In every other state the answer is 409.';
  expect(documentOf({ description, responses: refusal('') }).rule).toMatchObject({
    only: ['draft', 'booked'],
    to: 'cancelled',
    isWhole: true,
  });
});

test.each(['Only a draft with a total above zero can be moved.', 'A draft can be moved so long as nothing was paid.'])(
  '%s › there may be another reason to refuse it',
  (description) => {
    expect(documentOf({ description, responses: refusal('Not a draft, or nothing to charge') }).rule?.isWhole).not.toBe(
      true,
    );
  },
);

test('a list has the words before it', () => {
  const text = 'Refused with 409 if\n* it is gone,\n* no place is left, or\n- it is late.\n\nIt is kept.';
  const refused = ['it is gone', 'no place is left', 'it is late'].map((one) => `Refused with 409 if ${one}`);
  expect(sentencesOf(text)).toEqual([...refused, 'It is kept']);
});

test('from each state to each, where it is said that there is no other way', () => {
  const way = '`draft` goes to `booked` or `cancelled`, `booked` to `in_transit`.';
  const { rule } = documentOf({
    description: `${way} Whatever else is asked is answered with 409.`,
    responses: refusal(''),
  });
  expect([...(rule?.next ?? [])]).toEqual([
    ['draft', ['booked', 'cancelled']],
    ['booked', ['in_transit']],
  ]);
  expect(documentOf({ description: way, responses: refusal('') }).rule?.next).toBeUndefined();
});
