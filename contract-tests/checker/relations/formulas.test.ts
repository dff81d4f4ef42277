/** Members that are worked out from others: which sentences are read, and what an answer is held against. */
import { describe, expect, test } from 'vitest';
import { brokenFormulas, formulasOf } from '../../../src/checker/relations/formulas.js';
import { operationsOf, type Json, type JsonObject } from '../../../src/openapi/document.js';
import { content, object } from '../../support/document-parts.js';

const number = { type: 'integer' };
const line = object([], { quantity: number, unitPrice: number, net: number, tax: number });
const members = {
  lines: { type: 'array', items: line },
  rate: { type: 'string', format: 'decimal' },
  subtotal: number,
  tax_cents: number,
  paid: number,
  nights: number,
  check_in: { type: 'string', format: 'date' },
  check_out: { type: 'string', format: 'date' },
  room: object([], { nightly_rate: number }),
  note: { type: 'string' },
};

const documentOf = (result: object, parameters: object[] = []): JsonObject =>
  ({
    openapi: '3.1.0',
    info: { title: 'Bills', version: '1' },
    paths: {
      '/bill': {
        get: {
          operationId: 'getBill',
          parameters,
          responses: {
            200: { description: 'A bill', content: content(object([], { ...members, result })) },
            400: { description: 'None', content: content(object([], { ...members, result })) },
          },
        },
      },
    },
  }) as unknown as JsonObject;

const bill = {
  lines: [
    { quantity: 2, unitPrice: 50, net: 100, tax: 7 },
    { quantity: 1, unitPrice: 20, net: 20, tax: 1 },
  ],
  rate: '80.50',
  subtotal: 120,
  tax_cents: 8,
  paid: 28,
  nights: 3,
  check_in: '2030-01-30',
  check_out: '2030-02-02',
  room: { nightly_rate: 90 },
  note: '5',
};

function broken(result: object, answer: Json, parameters: object[] = []): string[] {
  const document = documentOf(result, parameters);
  const [operation] = operationsOf(document);
  const formulas = formulasOf(document, operation!);
  expect(formulas.get('400')).toBeUndefined();
  return brokenFormulas(formulas.get('200')!, answer).map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('what is read', () => {
  test.each<[string, number | string, number | string]>([
    ['subtotal − paid', 92, 93],
    ['`subtotal` minus `paid`, in cents.', 92, 120],
    ['The subtotal less what is the paid', 1, 1],
    ['subtotal + taxCents', 128, 120],
    ['Always subtotal plus tax_cents plus paid. Shown in the list, too.', 156, 128],
    ['Nights × rate', '241.50', '80.50'],
    ['Total price: nights times the nightly rate of the room', 270, 90],
    ['Equals nights * 100', 300, 3],
    ['Sum of net of the lines', 120, 100],
    ['The sum of the net of all lines (in cents)', 120, 20],
    ['Sum of the line taxes', 8, 7],
    ['Sum of lines[].net', 120, 0],
    ['Total of the tax over all its lines', 8, 0],
    ['Number of nights between check_in and check_out', 3, 2],
    ['Days from check-in to check-out', 3, 4],
    ['How many nights lie between `check_in` and `check_out`.', 3, 4],
    ['The sum of `subtotal` and `tax_cents`.', 128, 120],
    ['Total of subtotal, tax_cents and paid', 156, 128],
  ])('%s', (description, right, wrong) => {
    const schema = { type: 'string', format: 'decimal', description };
    expect(broken(schema, { ...bill, result: right })).toEqual([]);
    const isRead = right !== wrong;
    expect(broken(schema, { ...bill, result: wrong })).toHaveLength(isRead ? 1 : 0);
  });

  test.each<[string, string, string, string]>([
    ['date', '3 days after `check_in`.', '2030-02-02', '2030-02-01'],
    ['date', 'Two weeks: 2 weeks before check_out', '2030-01-19', '2030-01-19'],
    ['date-time', '24 hours before the `check_in` begins in UTC.', '2030-01-29T00:00:00Z', '2030-01-29T12:00:00Z'],
    ['date-time', 'Always 90 minutes after `paid_at`', '2030-01-30T13:30:00+01:00', '2030-01-30T12:00:00Z'],
  ])('a %s: %s', (format, description, right, wrong) => {
    const schema = object([], {
      ...members,
      paid_at: { type: 'string', format: 'date-time' },
      due: { type: 'string', format, description },
    });
    const at = (due: string) => broken(schema, { result: { ...bill, paid_at: '2030-01-30T11:00:00Z', due } });
    expect(at(right)).toEqual([]);
    expect(at(wrong)).toHaveLength(right === wrong ? 0 : 1);
  });

  test('of a member of the object around it', () => {
    const price = object([], { rate: number, subtotal: { ...number, description: '`nights` times `rate`.' } });
    const at = (nights: number) =>
      broken(object([], { nights: number, price }), { result: { nights, price: { rate: 90, subtotal: 270 } } });
    expect(at(3)).toEqual([]);
    expect(at(4)).toEqual(['/result/price/subtotal is not "nights times rate"']);
  });

  test('the message names the member and the sentence', () => {
    const schema = { type: 'integer', description: 'subtotal − paid' };
    expect(broken(schema, { ...bill, result: 1 })).toEqual(['/result is not "subtotal − paid"']);
  });

  test('in each item of a list, however it is paged', () => {
    const schema = {
      type: 'array',
      items: object([], { ...members, due: { ...number, description: 'paid * nights' } }),
    };
    const paged = [{ name: 'limit', in: 'query', schema: number }];
    expect(
      broken(
        schema,
        {
          result: [
            { ...bill, due: 84 },
            { ...bill, due: 3 },
          ],
        },
        paged,
      ),
    ).toEqual(['/result/1/due is not "paid * nights"']);
  });

  test('of decimals, to two places', () => {
    const schema = { type: 'number', description: 'rate × nights' };
    expect(broken(schema, { ...bill, rate: '33.333', result: 100 })).toEqual([]);
    expect(broken(schema, { ...bill, rate: '33.333', result: 100.1 })).toHaveLength(1);
  });
});

describe('what is not read', () => {
  test.each([
    'subtotal − paid, never below zero',
    'subtotal − paid. Rounded to whole euros',
    'subtotal − paid unless the bill is void',
    'subtotal − discount',
    'subtotal + paid − tax_cents',
    'About subtotal − paid',
    'Sum of net of the open lines',
    'Sum of the lines',
    'Sum of all payments',
    'Sum of prices of the lines',
    'subtotal-paid',
    'Number of nights between arrival and check_out',
    'Number of lines',
    'The subtotal',
    'Sum of subtotal and fees',
    'nights × note',
    '',
  ])('%s', (description) => {
    expect(broken({ type: 'integer', description }, { ...bill, result: 77_777 })).toEqual([]);
  });

  test('a text that is no number, and a member that is no number', () => {
    expect(broken({ type: 'string', description: 'subtotal − paid' }, { ...bill, result: '1' })).toEqual([]);
  });

  test('where a member that it needs is lacking, null or no number', () => {
    const schema = { type: 'integer', description: 'subtotal − paid' };
    for (const paid of [null, 'none', {}]) expect(broken(schema, { ...bill, paid, result: 1 })).toEqual([]);
    expect(broken(schema, { subtotal: 3, result: 1 })).toEqual([]);
    expect(broken({ ...schema, description: 'Sum of net of the lines' }, { lines: [{}], result: 1 })).toEqual([]);
  });

  test('beside a page, which may be of all of them', () => {
    const schema = { type: 'integer', description: 'Sum of net of the lines' };
    for (const name of ['limit', 'page[size]', 'cursor'])
      expect(broken(schema, { ...bill, result: 1 }, [{ name, in: 'query', schema: number }])).toEqual([]);
  });
});
