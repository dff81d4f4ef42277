/** What differs in nothing but its letters and digits, and which member of an answer is an id. */
import { expect, test } from 'vitest';
import { another } from '../../../src/checker/records/another.js';
import { idsIn } from '../../../src/checker/records/ids.js';

test.each([
  ['SN-000123', /^[A-Z]{2}-\d{6}$/],
  ['9783161484100', /^\d{13}$/],
  ['ada.fake@example.com', /^[a-z]{3}\.[a-z]{4}@example\.com$/],
  ['0f8fad5b-d9cb-469f-a165-70867728950e', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/],
  ['Main Street 5', /^[A-Z][a-z]{3} [A-Z][a-z]{5} \d$/],
  ['+5215550001111', /^\+\d{13}$/],
])('%s has others of its form', (text, form) => {
  const some = Array.from({ length: 200 }, () => another(text));
  for (const one of some) expect(one).toMatch(form);
  expect(new Set(some).size).toBe(some.length);
});

test('a date is another one of the same day of the week', () => {
  for (const text of ['2031-02-28', '2031-02-28T09:30:00Z', '2031-02-28T09:30:00+02:00']) {
    const one = another(text);
    expect(one.slice(10)).toBe(text.slice(10));
    expect(one).not.toBe(text);
    expect(new Date(one.slice(0, 10)).getUTCDay()).toBe(new Date(text.slice(0, 10)).getUTCDay());
  }
});

test('a text without letters and digits stays as it is', () => {
  expect(another('—')).toBe('—');
});

test.each([
  ['bookId', { title: 'x', book_id: 'b', id: 'c' }, ['/book_id', '/id']],
  ['id', { data: { id: 7 }, meta: { page: 1 } }, ['/data/id']],
  ['isbn', { isbn: '9783161484100' }, ['/isbn']],
  ['order', { order: { number: 3, uuid: 'u' } }, ['/order/uuid']],
  ['id', { items: [{ id: 1 }] }, []],
  ['id', null, []],
])('the ids for {%s} of %j', (parameter, body, pointers) => {
  expect(idsIn(body, parameter)).toEqual(pointers);
});
