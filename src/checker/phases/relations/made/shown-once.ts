/** What only the answer shows that has created a record: "It is shown in this answer only", "The secret is never shown again". */
import {
  hasType,
  isObject,
  operationObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { filledSampleOf, flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { another } from '../../../records/another.js';
import { plain } from '../../../records/ids.js';
import type { MadeCollection } from '../../../records/made-record.js';
import { templateOf } from '../../../records/made-record.js';
import { answerSchema, recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, type Received } from '../fixture.js';
import { largestPage, listOf, readPages } from '../lists/listed.js';
import { withPatch } from '../other-values.js';
import { failed, lookAtCreated, recordIn, type DerivedPart, type MadeSubject } from './subject.js';

const shown = String.raw`(?:shown|returned|displayed|visible|readable|revealed|available|given|included|sent)`;
const onlyOnce = new RegExp(
  String.raw`\b${shown}\b.{0,40}\b(?:only once|once only|just once|exactly once|once|(?:in|with|by) this (?:answer|response|reply)(?: only| alone)?|only (?:here|now|at creation|on creation|when)|again)\b|\b(?:never|not|cannot|can't) (?:be )?${shown}\b|\bonly ${shown}\b`,
  'i',
);

/** Shorter ones may stand somewhere by chance. */
const shortest = 8;

export function shownOnceParts(run: Run, collection: MadeCollection): DerivedPart[] {
  const { create, read, isLost } = collection;
  if (!read || isLost) return [];
  const once = namesOf(run.document, collection, read);
  const written = writeOnlyOf(run.document, create);
  const parts: [string, readonly string[], JsonObject][] = [
    ['what is shown once is not shown again', once, {}],
    ['what is only written is not shown', [], written],
  ];
  return parts.flatMap(([name, names, sent]): DerivedPart[] =>
    names.length + Object.keys(sent).length === 0
      ? []
      : [
          {
            name,
            operation: create,
            check: () => checkOnce({ run, collection, look: read, record: collection.inner }, names, sent),
          },
        ],
  );
}

/** Members of the answer that has created a record, of which words say that nothing else shows them. */
function namesOf(document: JsonObject, { create, below }: MadeCollection, read: Operation): string[] {
  const members = propertiesOf(answerSchema(document, create));
  const later = propertiesOf(answerSchema(document, read));
  const said = [create, read, ...below].flatMap((one) => {
    const { summary, description } = operationObject(document, one) ?? {};
    return [summary, description].flatMap((text) => sentencesOf(text));
  });
  return Object.entries(members).flatMap(([name, node]) => {
    const own = sentencesOf(flatten(document, node)?.description).some((one) => onlyOnce.test(one));
    // "It is shown in this answer only" has the name in the sentence before.
    const isNamed = said.some(
      (one, at) => onlyOnce.test(one) && [one, said[at - 1] ?? ''].some((words) => namesIn(words).has(plain(name))),
    );
    return (own || isNamed) && later[name] === undefined ? [name] : [];
  });
}

/** Schemas of the texts of a request that no answer has. */
const writeOnlyOf = (document: JsonObject, create: Operation): JsonObject =>
  Object.fromEntries(
    Object.entries(propertiesOf(recordSchemaOf(document, create))).filter(([, node]) => {
      const schema = flatten(document, node);
      return schema?.writeOnly === true && hasType(schema, 'string');
    }),
  );

/**
 * @param names members of the answer
 * @param written schemas of members of the request
 */
async function checkOnce(subject: MadeSubject, names: readonly string[], written: JsonObject): Promise<Found> {
  const { run, collection } = subject;
  const { create, outer } = collection;
  const fixture = await Fixture.after(run, outer.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const sent = Object.fromEntries(
    Object.entries(written).flatMap(([name, node]): [string, Json][] => {
      const sample = filledSampleOf(run.document, node);
      return typeof sample === 'string' ? [[name, another(sample)]] : [];
    }),
  );
  const made = await fixture.send(create, withPatch(run, create, templateOf(outer), sent));
  if (!hasSucceeded(made)) return refusedBy(made);
  const valuesIn = (object: Json, wanted: readonly string[]): [string, string][] =>
    wanted.flatMap((name): [string, string][] => {
      const value = isObject(object) ? object[name] : undefined;
      return typeof value === 'string' && value.length >= shortest ? [[name, value]] : [];
    });
  const once = [...valuesIn(recordIn(made), names), ...valuesIn(sent, Object.keys(written))];
  if (once.length === 0) return 'the answer does not show it';
  const alone = await lookAtCreated(fixture, subject, made);
  const list = listOf(run, collection);
  const answers: Received[] = [alone];
  if (list) for await (const page of readPages(list, fixture, largestPage(list))) answers.push(page);
  for (const answer of answers) {
    const again = once.filter(([, value]) => answer.body.includes(JSON.stringify(value).slice(1, -1)));
    const message = 'is shown, and only the request or the answer that has created it may have it';
    if (again.length > 0)
      return failed(
        answer,
        again.map(([name]) => relationViolation(`/${name}`, message)),
      );
  }
  return { violations: [] };
}
