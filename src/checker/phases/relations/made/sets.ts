/**
 * A set in a record, as `PUT /transfers/{id}/tags/{tag}` adds to it: what is added twice is in it once (RFC 9110, 9.2.2), and
 * what is added or removed leaves the others as they are.
 */
import { hasType, type Operation, type Parameter } from '../../../../openapi/document.js';
import { flatten, sampleOf } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { another } from '../../../records/another.js';
import { bare, readAt } from '../../../records/collections.js';
import { areMade, recordOf, templateOf } from '../../../records/made-record.js';
import { namesRecord } from '../../../records/references.js';
import { answersList } from '../../../records/wrapping.js';
import { leavesOf } from '../../../relations/leaves.js';
import type { Run } from '../../../run.js';
import { Fixture, listViolation, type Received } from '../fixture.js';
import { failed, notDone, type DerivedPart } from './subject.js';

/** What adds to a set, removes from it, and shows it. */
interface RecordSet {
  add: Operation;
  remove: Operation | undefined;
  read: Operation;
  /** Names what is added. */
  parameter: Parameter;
}

export const setParts = (run: Run): DerivedPart[] =>
  run.operations.flatMap((add): DerivedPart[] => {
    const set = setOf(run, add);
    if (!set) return [];
    const { remove } = set;
    return [
      { name: 'what it adds twice is there once', operation: add, check: () => checkAdding(run, set) },
      ...(remove
        ? [
            {
              name: 'what it removes is gone, and the others stay',
              operation: remove,
              check: () => checkRemoving(run, set, remove),
            },
          ]
        : []),
    ];
  });

function setOf(run: Run, add: Operation): RecordSet | undefined {
  const [, outer, name] = /^(.*\}.*)\/\{([^{}/]+)\}$/.exec(bare(add.path)) ?? [];
  if (add.method !== 'PUT' || add.requestBody || outer === undefined || run.recipes.of.has(add.operationId))
    return undefined;
  const parameter = add.parameters.find((one) => one.in === 'path' && one.name === name);
  const read = readAt(run.operations, outer);
  const schema = parameter && flatten(run.document, parameter.object.schema ?? null);
  // Which records there are, only the target knows.
  if (
    !parameter ||
    !read ||
    !hasType(schema, 'string') ||
    Array.isArray(schema?.enum) ||
    namesRecord(run, parameter.name)
  )
    return undefined;
  if (!areMade(read, recordOf(run, read)) || !answersList(run.document, read)) return undefined;
  const remove = run.operations.find((one) => one.method === 'DELETE' && bare(one.path) === bare(add.path));
  return { add, remove, read, parameter };
}

/** Two of a set have been added, and how it is shown. */
interface Filled {
  texts: readonly [string, string];
  before: Look;
  send: (operation: Operation, text: string) => Promise<Received>;
  look: () => Promise<Look>;
}

interface Look {
  shown: Received;
  /** How often a text is in the answer. */
  count: (text: string) => number;
}

async function fill(run: Run, { add, read, parameter }: RecordSet): Promise<Filled | Found> {
  const record = recordOf(run, read);
  const fixture = await Fixture.after(run, record.given);
  if (!(fixture instanceof Fixture)) return fixture;
  const { parameters, ...template } = templateOf(record);
  const sample = sampleOf(run.document, parameter.object.schema ?? null);
  if (typeof sample !== 'string') return 'nothing is known that can be added';
  const texts = [sample, another(sample)] as const;
  const send = (operation: Operation, text: string): Promise<Received> =>
    fixture.send(operation, { ...template, parameters: { ...parameters, [parameter.name]: text } });
  const look = async (): Promise<Look> => {
    const shown = await fixture.send(read, templateOf(record));
    const leaves = leavesOf(shown.json ?? null).map(([, value]) => String(value).toLowerCase());
    return { shown, count: (text: string) => leaves.filter((one) => one === text.toLowerCase()).length };
  };
  for (const text of texts) {
    const undone = notDone(await send(add, text));
    if (undone !== undefined) return undone;
  }
  const before = await look();
  // A target may write it in another way.
  const isShown = texts.some((text) => before.count(text) > 0);
  return isShown ? { texts, before, send, look } : 'what was added is not shown as it was sent';
}

async function checkAdding(run: Run, set: RecordSet): Promise<Found> {
  const filled = await fill(run, set);
  if (typeof filled === 'string' || 'violations' in filled) return filled;
  const { texts, before, send, look } = filled;
  const [first, second] = texts;
  if (before.count(first) === 0 || before.count(second) === 0)
    return failed(before.shown, [listViolation('', 'expected both that were added')]);
  const undone = notDone(await send(set.add, first));
  if (undone !== undefined) return undone;
  const after = await look();
  const isTwice = after.count(first) > before.count(first);
  return failed(after.shown, isTwice ? [listViolation('', 'expected once what was added twice')] : []);
}

async function checkRemoving(run: Run, set: RecordSet, remove: Operation): Promise<Found> {
  const filled = await fill(run, set);
  if (typeof filled === 'string' || 'violations' in filled) return filled;
  const { texts, before, send, look } = filled;
  const [first, second] = texts;
  const undone = notDone(await send(remove, first));
  if (undone !== undefined) return undone;
  const after = await look();
  if (after.count(first) > 0) return failed(after.shown, [listViolation('', 'expected what was removed to be gone')]);
  const isLost = before.count(second) > 0 && after.count(second) === 0;
  return failed(after.shown, isLost ? [listViolation('', 'expected what was not removed to be there still')] : []);
}
