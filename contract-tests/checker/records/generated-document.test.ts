/** Documents that a framework has written say less, and what the framework answers is in none of them. */
import { expect, test } from 'vitest';
import { checkDocument, failing } from '../../support/check-document.js';
import { document, implement, type Fault } from './courses.js';

test('an implementation that keeps it passes, and all that can be made is exercised', async () => {
  const cases = await checkDocument(document, implement());
  expect(failing(cases)).toEqual([]);
  const successes = cases.filter(({ phase, status }) => phase === 'examples' && /^2/.test(String(status)));
  expect(successes.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  const left = cases.filter(({ outcome, phase }) => outcome === 'skipped' && phase !== 'examples');
  expect(left.map((one) => `${one.operationId} ${one.case}: ${one.reason}`)).toEqual([]);
});

test.each<[Fault, string]>([
  ['the filter is ignored', 'list_courses: list: filter level'],
  ['the limit is ignored', 'list_courses: list: no more than its size'],
  ['the total of the page', 'list_courses: list: its total is that of all pages'],
  ['the first page is left out', 'list_courses: list: its pages follow each other'],
  ['what a change leaves out is gone', 'change_course: what it leaves out stays'],
  ['another number is stored', 'create_course: what it creates is shown'],
  ['a change is shown, and not stored', 'change_course: what it changes is changed'],
  ['enrolments of all courses', 'list_enrolments: list: none of another record'],
  ['an enrolment is found in each course', 'read_own_enrolment: none of another record is found'],
  ['reviews of all courses', 'list_reviews: list: none of another record'],
  ['another default', 'create_review: what it creates of required members is shown'],
  ['text/json is refused', 'create_review: content type: text/json'],
  ['an empty list fails', 'create_review: body /topics: added, []'],
  ['the list fails once there are several', 'list_courses: list: an item is as it is alone'],
  ['a form that is cut off is taken', 'upload: body: a form that is cut off'],
  ['the list counts no enrolments', 'list_courses: list: an item is as it is alone'],
  ['what is at a bound is left out', 'list_courses: list: filter seats_from'],
  ['a bound is ignored', 'list_courses: list: filter seats_from'],
  ['each page but the first begins too late', 'list_courses: list: its pages follow each other'],
  ['the entries of a map are lost', 'create_course: what it creates is shown'],
  ['a note is that of the course before', 'create_course: what it creates of required members is shown'],
])('%s: it is found', async (fault, expected) => {
  const phase = expected.includes('form') ? 'negatives' : /body|content/.test(expected) ? 'positives' : 'relations';
  const selection = { phases: [phase] as const };
  expect(failing(await checkDocument(document, implement(fault), undefined, { selection }))).toContain(expected);
});

test('another refusal than what is documented, and what HTTP has for it, is not right', async () => {
  const sound = implement();
  const cases = await checkDocument(
    document,
    async (request) => {
      const response = await sound(request);
      return response.status === 400 ? new Response(null, { status: 418 }) : response;
    },
    undefined,
    { selection: { phases: ['negatives'] } },
  );
  expect(failing(cases)).toContain('upload: body: a form without its boundary');
});

test('JSON in UTF-16 may be taken, which is a warning', async () => {
  const cases = await checkDocument(document, implement(), undefined, { selection: { phases: ['negatives'] } });
  const taken = cases.filter((one) => one.case === 'body: JSON in UTF-16');
  expect(new Set(taken.map(({ violations }) => violations[0]?.severity))).toEqual(new Set(['warning']));
  const strict = await checkDocument(document, implement(), undefined, {
    selection: { phases: ['negatives'] },
    strict: true,
  });
  expect(failing(strict)).toContain('create_course: body: JSON in UTF-16');
});

test('a failure that is about the state of a record is not meant for a request that is wrong', async () => {
  const documented = JSON.parse(JSON.stringify(document).replaceAll('"422"', '"409"')) as typeof document;
  const cases = await checkDocument(documented, implement(), undefined, { selection: { phases: ['negatives'] } });
  expect(failing(cases)).toEqual([]);
  expect(cases.find((one) => one.case === 'body /title: missing')?.reason).toContain('no failure is documented for it');
});
