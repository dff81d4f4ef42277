/**
 * The time at which a record was last changed, in it or as `Last-Modified`, and a version of it of which words say that each
 * change makes another one: a change moves them on.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  isObject,
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { atItem } from '../../../records/collections.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { instantIn } from '../../../relations/instants.js';
import type { Run } from '../../../run.js';
import { Fixture, relationViolation, type Received } from '../fixture.js';
import { membersAnswered } from '../../../records/wrapping.js';
import { sentencesOf } from '../../../sentences.js';
import { otherMembers, sendOther } from '../other-values.js';
import { bodySchema } from './changes.js';
import { failed, notDone, readTag, recordIn, withRecord, type DerivedPart, type Subject } from './subject.js';

const isChangeName = (name: string): boolean =>
  /^(?:last_?)?(?:updated|modified|changed)(?:_?(?:at|on|date|time|datetime))?$|^(?:update|modify|change)_?time$/i.test(
    name,
  );

/** Milliseconds after which a time in seconds is another one. */
const oneSecond = 1100;

/** Collections of which this is looked at, since each takes more than a second. */
const mostCollections = 10;

export const timeOfChangeParts = (run: Run): DerivedPart[] =>
  run.records.collections.flatMap((one) => partsOf(run, one)).slice(0, mostCollections);

function partsOf(run: Run, collection: MadeCollection): DerivedPart[] {
  const { read, inner, isLost } = collection;
  // What replaces a record has its members; a patch may have operations.
  const change = atItem(collection, 'PUT') ?? atItem(collection, 'PATCH');
  if (!read || !change || isLost) return [];
  const record = recordOf(run, change, inner);
  const [outer, wrapped] = membersAnswered(run.document, read);
  const members = { ...outer, ...wrapped };
  const inMeta = propertiesOf(flatten(run.document, members.meta));
  const hasTime = Object.keys({ ...members, ...inMeta }).some(isChangeName);
  const versions = [...pointersOf('', members), ...pointersOf('/meta', inMeta)].flatMap(([pointer, node]) =>
    saysAnother(flatten(run.document, node)?.description) ? [pointer] : [],
  );
  if ((!hasTime && versions.length === 0) || !areMade(change, record)) return [];
  const subject = { run, record, look: read };
  const check = () => checkTime(subject, change, versions);
  return [{ name: `the ${hasTime ? 'time of its change' : 'version'} moves on`, operation: change, check }];
}

const pointersOf = (at: string, members: JsonObject): [string, Json][] =>
  Object.entries(members).flatMap(([name, node]): [string, Json][] =>
    /^(?:version|revision|etag)$/i.test(name) ? [[`${at}/${name}`, node]] : [],
  );

/** "Another one after each change" */
const saysAnother = (description: Json | undefined): boolean =>
  sentencesOf(description).some((one) =>
    /\b(?:another|new|different|changes?|increases?|incremented)\b.*\b(?:each|every|any) (?:change|update|write)\b/i.test(
      one,
    ),
  );

/** @param versions JSON Pointers to what is another value after each change */
async function checkTime(subject: Subject, change: Operation, versions: readonly string[]): Promise<Found> {
  const fixture = await withRecord(subject);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(subject.record);
  const look = (): Promise<Received> => fixture.send(subject.look, template);
  const before = await look();
  await delay(oneSecond);
  await readTag(fixture, subject);
  const { properties } = bodySchema(subject.run.document, change);
  const { answer } = await sendOther(fixture, change, template, () =>
    otherMembers(subject.run, properties, recordIn(before)),
  );
  const reason = notDone(answer);
  if (reason !== undefined) return reason;
  const after = await look();
  const [former, later] = [timesIn(before), timesIn(after)];
  if (JSON.stringify(steady(recordIn(before))) === JSON.stringify(steady(recordIn(after))))
    return 'it changes nothing that is shown';
  const stale = [...later].filter(([name, time]) => time <= (former.get(name) ?? -Infinity));
  const same = versions.filter((at) => {
    const [own, other] = [before, after].map((one) => valueAt(recordIn(one), at));
    return own !== undefined && own === other;
  });
  return failed(after, [
    ...stale.map(([name]) => relationViolation(name, 'is no later than before the change')),
    ...same.map((at) => relationViolation(at, 'is the same, and the record has changed')),
  ]);
}

/** Unix seconds, by the place: a member, or the header. */
function timesIn({ headers, json }: Received): Map<string, number> {
  const record = recordIn({ json });
  const places = isObject(record)
    ? ([
        ['', record],
        ['/meta', record.meta ?? null],
      ] as [string, Json][])
    : [];
  const members = places.flatMap(([at, place]) =>
    Object.entries(isObject(place) ? place : {}).flatMap(([name, value]): [string, Json][] =>
      isChangeName(name) ? [[`${at}/${name}`, value]] : [],
    ),
  );
  const header = Date.parse(headers['last-modified']?.[0] ?? '') / 1000;
  return new Map([
    ...members.flatMap(([name, value]): [string, number][] => {
      // A small number counts something.
      const isTime = typeof value === 'number' && value > 5e8;
      const time = typeof value === 'string' ? instantIn(value) : isTime ? value : undefined;
      return time === undefined ? [] : [[name, time]];
    }),
    ...(Number.isNaN(header) ? [] : [['last-modified', header] as [string, number]]),
  ]);
}

const steady = (record: Json): Json =>
  isObject(record)
    ? Object.fromEntries(
        Object.entries(record).filter(
          ([name]) => !isChangeName(name) && !/^(?:meta|version|revision|etag)$/i.test(name),
        ),
      )
    : record;
