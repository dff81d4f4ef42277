/** A request that is sent again with the same `Idempotency-Key` makes no second record. */
import { randomUUID } from 'node:crypto';
import {
  propertiesOf,
  valueAt,
  type Json,
  type JsonObject,
  type Operation,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { idsIn, keyName } from '../../../records/ids.js';
import { areMade, stepOf, templateOf, type MadeRecord, recordOf } from '../../../records/made-record.js';
import { changedByReading, disagreeing, isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import { sentencesAbout, sentencesOf, sentencesOfAll } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, refusedBy, relationViolation, statusViolation } from '../fixture.js';
import { redactPointer } from '../../../validate/redact.js';
import { changesOf, sendOther } from '../other-values.js';
import { recordIn, type DerivedPart } from './subject.js';

/** When a repeatable request was sent for the first time, as an HTTP date. */
const sentName = /^repeatability-first-sent$/i;

/** "Is answered like the first one": without such words, a request that comes twice may be refused. */
const isReplayed =
  /\b(?:answered (?:like|as|with)|returns?|gets?|replays?|again)\b.*\b(?:first|original|same|stored)\b|\bsame (?:answer|response|result)\b/i;

export function idempotencyParts(run: Run): DerivedPart[] {
  return run.operations.flatMap((operation): DerivedPart[] => {
    const key = operation.parameters.find((one) => one.in === 'header' && keyName.test(one.name));
    const record = recordOf(run, operation);
    if (operation.method !== 'POST' || !key || run.recipes.of.has(operation.operationId) || !areMade(operation, record))
      return [];
    const check = () => checkRepeated(run, operation, record, key.name);
    const words = wordsAbout(run, operation, key);
    const isBound = words.some((one) => isOfOtherBody.test(one) && !/\b(?:may|can|might)\b/i.test(one));
    return [
      { name: `the same ${key.name} makes one record`, operation, check },
      ...(isBound && operation.requestBody
        ? [
            {
              name: `the same ${key.name} with another body is refused`,
              operation,
              check: () => checkOtherBody(run, operation, record, key.name),
            },
          ]
        : []),
    ];
  });
}

const isOfOtherBody =
  /\b(?:same|reused?|a) key\b.*\b(?:another|different|other)\b.*\b(?:409|4\d\d|refused|rejected|conflict|fails?|errors?)\b|\b(?:409|422|refused|rejected|conflict|fails?)\b.*\bkey\b.*\b(?:another|different|other) (?:body|request|content|payload|values|data)\b/i;

/** What is said of the key: by the operation, by the parameter, and by the document. */
function wordsAbout({ document }: Run, operation: Operation, key: Parameter): string[] {
  const { said, why } = sentencesAbout(document, operation, refusals);
  // "The same key with another body" may stand apart from the name of the header.
  return [...said, ...why, ...sentencesOf(key.object.description), ...sentencesOfAll(document)];
}

const keyFor = (run: Run, operation: Operation): string =>
  parameterNamed(run, operation, keyName)?.format === 'uuid' ? randomUUID() : 'check-{$unique}';

async function checkOtherBody(run: Run, operation: Operation, record: MadeRecord, name: string): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(record);
  const key = fixture.context.fill<Json>(keyFor(run, operation));
  const withKey = { ...template, parameters: { ...template.parameters, [name]: key } };
  const properties = propertiesOf(recordSchemaOf(run.document, operation));
  // Alone it is taken: what is refused is the key.
  const other = await sendOther(fixture, operation, template, (body) => changesOf(run, properties, body));
  if (!hasSucceeded(other.answer)) return refusedBy(other.answer);
  const { request, body } = await fixture.context.request(operation, withKey);
  const first = await fixture.sendRequest(operation, request);
  if (!hasSucceeded(first)) return refusedBy(first);
  const again = await sendOther(fixture, operation, withKey, (one) => changesOf(run, properties, one));
  const sent = within(body?.value ?? null, wrappingOf(run.document, operation));
  if (!hasSucceeded(again.answer) || isSameValue(again.sent, sent)) return { violations: [] };
  const message = `expected the same key with another body to be refused, got ${again.answer.status}`;
  return { violations: [statusViolation(message)], toCurl: again.answer.toCurl };
}

const parameterNamed = ({ document }: Run, { parameters }: Operation, name: RegExp): JsonObject | undefined =>
  flatten(document, parameters.find((one) => one.in === 'header' && name.test(one.name))?.object.schema ?? null);

async function checkRepeated(run: Run, operation: Operation, record: MadeRecord, name: string): Promise<Found> {
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(record);
  const sent = operation.parameters.find((one) => one.in === 'header' && sentName.test(one.name));
  const parameters = {
    ...template.parameters,
    [name]: keyFor(run, operation),
    ...(sent && { [sent.name]: new Date(run.gateway.now() * 1000).toUTCString() }),
  };
  const { request } = await fixture.context.request(operation, { ...template, parameters });
  const first = await fixture.sendRequest(operation, request);
  if (!hasSucceeded(first)) return refusedBy(first);
  const collection = run.records.collections.find(({ create }) => create === operation);
  const [id] = idsIn(first.json ?? null, collection?.parameter.name ?? 'id');
  if (id === undefined) return 'its answer has no id';
  const before = await lookAtOthers(run, fixture, record);
  const second = await fixture.sendRequest(operation, request);
  if (!hasSucceeded(second)) {
    const { said } = sentencesAbout(run.document, operation, []);
    if (!said.some((one) => isReplayed.test(one))) return refusedBy(second, 'the second request was refused');
    const message = `expected the answer to the first request again, as it has the same key, got ${second.status}`;
    return { violations: [statusViolation(message)], toCurl: second.toCurl };
  }
  const isSame = isSameValue(valueAt(first.json ?? null, id), valueAt(second.json ?? null, id));
  const message = 'expected the record of the first request, as it has the same key';
  if (!isSame) return { violations: [relationViolation(id, message)], toCurl: second.toCurl };
  const after = await lookAtOthers(run, fixture, record);
  const changed = before.flatMap((one, index) => disagreeing(one, after[index] ?? null, changedByReading));
  const names = run.responseValidator.propertyNames;
  return {
    violations: changed.map((pointer) =>
      relationViolation(
        redactPointer({ pointer }, names),
        'of a record that it names: the second request has changed it',
      ),
    ),
    toCurl: second.toCurl,
  };
}

/** The records that have been made for a request. */
async function lookAtOthers(run: Run, fixture: Fixture, { given }: MadeRecord): Promise<Json[]> {
  const shown: Json[] = [];
  for (const { read, inner, isLost, ...collection } of run.records.collections) {
    const step = stepOf({ ...collection, read, inner, isLost });
    if (!read || isLost || !step || !given.includes(step)) continue;
    shown.push(recordIn(await fixture.send(read, templateOf(inner))));
  }
  return shown;
}
