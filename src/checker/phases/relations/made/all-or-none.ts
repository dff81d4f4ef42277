/**
 * A request that makes several records: where the words of the document say "all or none", or "if one is refused, none is
 * made", nothing is left of one with an item that is refused.
 */
import {
  isObject,
  propertiesOf,
  valueAt,
  withValueAt,
  type Json,
  type Operation,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { unknownLike } from '../../../records/ids.js';
import { areMade, recordOf, templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import { leavesOf } from '../../../relations/leaves.js';
import type { Run } from '../../../run.js';
import { sentencesAbout } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, listViolation, statusViolation } from '../fixture.js';
import { keyOfItem, largestPage, listOf, readPages, type Listed } from '../lists/listed.js';
import { withPatch } from '../other-values.js';
import { notDone, type DerivedPart } from './subject.js';

const isAllOrNone =
  /\ball or (?:none|nothing)\b|\beither all\b|\batomic(?:ally)?\b|\bif (?:one|any|a single)\b.*\b(?:none|nothing|no \w+|not any)\b|\bnone (?:is|are) (?:made|created|stored|saved)\b/i;

export const allOrNoneParts = (run: Run): DerivedPart[] =>
  run.operations.flatMap((operation): DerivedPart[] => {
    const { method, operationId, responses } = operation;
    if (method !== 'POST' || run.recipes.of.has(operationId) || !areMade(operation, recordOf(run, operation)))
      return [];
    if (!refusals.some((status) => responses.has(status))) return [];
    const { said, why } = sentencesAbout(run.document, operation, refusals);
    const several = [...said, ...why].some((one) => isAllOrNone.test(one)) ? severalIn(run, operation) : undefined;
    const list = several && listOf(run, several.collection);
    if (!several || !list) return [];
    const name = `nothing is left of ${several.name} of which one is refused`;
    return [{ name, operation, check: () => checkNone(run, operation, several, list) }];
  });

/** The member of a body that lists what another operation creates one by one. */
interface Several {
  name: string;
  collection: MadeCollection;
}

function severalIn(run: Run, operation: Operation): Several | undefined {
  const { document, records } = run;
  const schemaOf = (node: Json): string => JSON.stringify(flatten(document, node) ?? null);
  for (const [name, node] of Object.entries(propertiesOf(recordSchemaOf(document, operation)))) {
    const { type, items } = flatten(document, node) ?? {};
    if (type !== 'array' || items === undefined) continue;
    const collection = records.collections.find(
      ({ create }) =>
        create !== operation && schemaOf(items) === JSON.stringify(recordSchemaOf(document, create) ?? null),
    );
    if (collection) return { name, collection };
  }
  return undefined;
}

async function checkNone(run: Run, operation: Operation, several: Several, list: Listed): Promise<Found> {
  const { name } = several;
  const record = recordOf(run, operation);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const template = templateOf(record);
  const plain = fixture.context.bodyOf(operation, template);
  const body = within(plain ?? null, wrappingOf(run.document, operation));
  const [item = null] = isObject(body) && Array.isArray(body[name]) ? body[name] : [];
  const patch = within(record.patch ?? null, wrappingOf(run.document, operation));
  const [names = null] = isObject(patch) && Array.isArray(patch[name]) ? patch[name] : [];
  const [id] = leavesOf(names).find(([, value]) => typeof value === 'string' && value.startsWith('$outputs.')) ?? [];
  if (id === undefined) return 'no item names another record';
  const wrong = withValueAt(item, id, unknownLike(valueAt(item, id) ?? null));
  const keys = async (): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for await (const page of readPages(list, fixture, largestPage(list)))
      page.items.forEach((one) => found.add(keyOfItem(one)));
    return found;
  };
  const send = (items: Json[]) => fixture.send(operation, withPatch(run, operation, template, { [name]: items }));
  const undone = notDone(await send([item]));
  if (undone !== undefined) return undone;
  const before = await keys();
  const sent = await send([item, wrong]);
  if (hasSucceeded(sent)) {
    const { create } = several.collection;
    const one = await fixture.send(create, isObject(wrong) ? withPatch(run, create, {}, wrong) : {});
    if (hasSucceeded(one)) return 'what names a record that is not there is taken';
    const message = `expected it to be refused, as one of "${name}" is refused alone (${one.status}), got ${sent.status}`;
    return { violations: [statusViolation(message)], toCurl: sent.toCurl };
  }
  const after = await keys();
  const left = [...after].filter((one) => !before.has(one)).length;
  const message = `expected none of "${name}" to be there, as one of them was refused, got ${left} more`;
  return { violations: left > 0 ? [listViolation(list.at, message)] : [], toCurl: sent.toCurl };
}
