/** Requests that depend on what a client knows of a record, by its tag (RFC 9110, 13.1). */
import type { Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare, tagOf } from '../../../records/collections.js';
import { areMade, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import type { Run } from '../../../run.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, statusViolation } from '../fixture.js';
import { failed, withRecord, type DerivedPart, type Subject } from './subject.js';

const unlessTag = ({ parameters }: Operation) =>
  parameters.find((one) => one.in === 'header' && /^if-none-match$/i.test(one.name));

export function conditionalParts(run: Run, { below, inner, item, read, isLost }: MadeCollection): DerivedPart[] {
  if (isLost || !read) return [];
  return below.flatMap((operation): DerivedPart[] => {
    const { method, responses, path } = operation;
    const record = recordOf(run, operation, inner);
    const name = unlessTag(operation)?.name;
    if (name === undefined || !areMade(operation, record) || bare(path) !== item) return [];
    const subject = { run, record, look: read };
    if (method === 'GET' && responses.has('304'))
      return [{ name: 'its tag is answered with 304', operation, check: () => checkUnchanged(subject, name) }];
    if (method === 'PUT' && responses.has('412'))
      return [
        { name: `${name}: * replaces nothing`, operation, check: () => checkNotReplaced(subject, operation, name) },
      ];
    return [];
  });
}

async function checkUnchanged(subject: Subject, name: string): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const first = await fixture.send(subject.look, template);
  if (!hasSucceeded(first)) return refusedBy(first);
  const tag = first.headers.etag?.[0];
  if (tag === undefined) return 'the record has no tag';
  const ask = (value: string) =>
    fixture.send(subject.look, { ...template, parameters: { ...template.parameters, [name]: value } });
  const same = await ask(tag);
  if (same.status !== 304)
    return failed(same, [statusViolation(`expected 304 for the tag that the record has, got ${same.status}`)]);
  // RFC 9110, 15.4.5: a 304 has the tag that a 200 would have had.
  const told = same.headers.etag?.[0] ?? tag;
  if (told !== tag) return failed(same, [relationViolation('ETag', 'is another one in a 304 than with the record')]);
  const other = await ask('"fake-tag"');
  const message = `expected the record, as it has another tag than was named, got ${other.status}`;
  return failed(other, hasSucceeded(other) && other.status !== 304 ? [] : [statusViolation(message)]);
}

async function checkNotReplaced(subject: Subject, operation: Operation, name: string): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const { parameters, ...template } = templateOf(subject.record);
  const tag = tagOf(operation)?.name;
  const without = Object.fromEntries(Object.entries(parameters ?? {}).filter(([own]) => own !== tag));
  const answer = await fixture.send(operation, { ...template, parameters: { ...without, [name]: '*' } });
  const message = `expected 412, as there is one already, got ${answer.status}`;
  return failed(answer, hasSucceeded(answer) ? [statusViolation(message)] : []);
}
