/**
 * A record that names another one: while it does, that one is not deleted, or takes it with it, where the words of the
 * document say so, and once it names a second one it is in the list of that, and no longer in the list of the first.
 */
import { isObject, propertiesOf, type Json, type Operation } from '../../../../openapi/document.js';
import type { Found } from '../../../found.js';
import { bare, isAction, isChange, shapeOf, atItem } from '../../../records/collections.js';
import { isRecord, nounsOf, plain } from '../../../records/ids.js';
import { areMade, stepOf, templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { isReference, referringTo } from '../../../records/references.js';
import { recordSchemaOf, within, wrappingOf } from '../../../records/wrapping.js';
import type { RequestTemplate } from '../../../../openapi/request.js';
import type { Step } from '../../../recipes/step.js';
import { isSameValue } from '../../../relations/shared-members.js';
import type { Run } from '../../../run.js';
import { namesIn, sentencesAbout } from '../../../sentences.js';
import { refusals } from '../../../status.js';
import { Fixture, hasSucceeded, listViolation, refusedBy, relationViolation, mustBeRefused } from '../fixture.js';
import { stepUntilEnd } from '../../../records/background-work.js';
import { isWhole, largestPage, listedBy, readPages, type Listed } from '../lists/listed.js';
import { ownId, recordIn, sameIds, type DerivedPart } from './subject.js';
import { sendChange } from '../other-values.js';
import { stateMemberOf } from '../../../records/state-member.js';

/** How records of one collection come to name those of another. */
interface Tie {
  run: Run;
  from: MadeCollection;
  to: MadeCollection;
  /** After them a record names another. */
  given: readonly Step[];
  /** What makes it name the one that has been made last. */
  change: { operation: Operation; send: (fixture: Fixture) => Promise<boolean> } | undefined;
}

export function referenceParts(run: Run, to: MadeCollection): DerivedPart[] {
  if (to.isLost) return [];
  const ties = run.records.collections.flatMap((from) => (from === to || from.isLost ? [] : tiesOf(run, from, to)));
  return [...ties.flatMap(deletedParts), ...ties.flatMap(takenParts), ...ties.flatMap(movedParts)];
}

/** Whether an expression is the id of a record, or the URI of one. */
const names = (value: Json | undefined, { output }: MadeCollection): boolean =>
  value === `$outputs.${output}` || (typeof value === 'string' && value.endsWith(`/{$outputs.${output}}`));

function tiesOf(run: Run, from: MadeCollection, to: MadeCollection): Tie[] {
  const { document, records } = run;
  const tie = (given: readonly Step[], change?: Tie['change']): Tie => ({ run, from, to, given, change });
  const patch = within(from.outer.patch ?? null, wrappingOf(document, from.create));
  const [name, reference] = Object.entries(isObject(patch) ? patch : {}).find(([, value]) => names(value, to)) ?? [];
  for (const setting of from.below.filter(({ method, path }) => method === 'PUT' && bare(path) !== from.item)) {
    const set = referringTo(run, setting, records.collections, records.of.get(setting.operationId));
    if (!set || !names(set.patch, to)) continue;
    const template: RequestTemplate = templateOf(set);
    const send = async (fixture: Fixture) => hasSucceeded(await fixture.send(setting, template));
    return [tie([...set.given, { operation: setting.operationId, ...template }], { operation: setting, send })];
  }
  if (name === undefined || reference === undefined) return [];
  const changing = from.below.find(
    (one) =>
      isChange(one) && bare(one.path) === from.item && Object.hasOwn(propertiesOf(recordSchemaOf(document, one)), name),
  );
  const record = changing && recordOf(run, changing, from.inner);
  const send = async (fixture: Fixture): Promise<boolean> => {
    if (!changing || !record) return false;
    if (record.tag) await fixture.context.execute(record.tag);
    const values = { [name]: fixture.context.fill<Json>(reference) };
    return hasSucceeded(await sendChange(fixture, changing, templateOf(record), values));
  };
  return [tie(from.inner.given, changing && { operation: changing, send })];
}

/** "A supplier who is still the supplier of a product cannot be deleted", "409 while the room has reservations" */
const refusesWhile = /\b(?:cannot|can ?not|may not|must not|refused|rejected|409|conflict|only)\b/i;
/** Of the deletion itself, and not of what becomes of the others: "It cannot get new invoices". */
const isOfDeleting = /\b(?:delet\w*|remov\w*|destroy\w*|refused|rejected|409|conflict)\b/i;
const isNamedStill = /\b(?:still|has|have|having|owns?|of|with|by|in use|used|referenced|names?|unless|no)\b/i;

function deletedParts(tie: Tie): DerivedPart[] {
  const { run, from, to } = tie;
  const deleting = atItem(to, 'DELETE');
  if (!deleting || !refusals.some((status) => deleting.responses.has(status))) return [];
  const { said, why } = sentencesAbout(run.document, deleting, ['409', '422', '4XX']);
  const words = [...said.filter((one) => refusesWhile.test(one) && isOfDeleting.test(one)), ...why].find((one) => {
    const named = namesIn(one);
    return isNamedStill.test(one) && nounsOf(from.path).some((noun) => named.has(noun));
  });
  if (words === undefined) return [];
  const name = `what a ${nounsOf(from.path)[1]} names is not deleted`;
  return [{ name, operation: deleting, check: () => checkInUse(tie, deleting, words) }];
}

/** Actions by which a record is brought into a state. */
const mostActions = 4;

async function checkInUse({ run, from, to, given }: Tie, deleting: Operation, words: string): Promise<Found> {
  const record = recordOf(run, deleting, to.inner);
  const fixture = await Fixture.after(run, given);
  if (!(fixture instanceof Fixture)) return fixture;
  const member = from.read && stateMemberOf(run.document, from.read);
  // "Even a closed one" is about all of them.
  const said = namesIn(words.replace(/,? even\b.*/i, ''));
  const states = member?.states.filter((one) => said.has(plain(one))) ?? [];
  if (from.read && member && states.length > 0) {
    const look = async (): Promise<boolean> => {
      const shown = recordIn(await fixture.send(from.read!, templateOf(from.inner)));
      return isObject(shown) && states.includes(String(shown[member.name]));
    };
    let isThere = await look();
    // One action may lead there.
    for (const action of from.below.filter((one) => isAction(one, from)).slice(0, mostActions)) {
      if (isThere) break;
      const moved = recordOf(run, action, from.inner);
      if (!areMade(action, moved)) continue;
      await fixture.send(action, templateOf(moved));
      isThere = await look();
    }
    if (!isThere) return 'it is in another state than that of which this is said';
  }
  if (record.tag) await fixture.context.execute(record.tag);
  const sent = await fixture.send(deleting, templateOf(record));
  return mustBeRefused(sent, `expected it to be refused ("${words}")`, words);
}

/** "Deletes the applicant with all documents and ended jobs" */
const takesWith = /\b(?:deletes?|removes?|destroys?)\b.*\b(?:with|and|including)\b/i;

function takenParts(tie: Tie): DerivedPart[] {
  const { run, from, to } = tie;
  const { read } = from;
  const deleting = atItem(to, 'DELETE');
  if (!deleting || !read) return [];
  const isTaken = sentencesAbout(run.document, deleting, []).said.some((one) => {
    const named = namesIn(one);
    return (
      takesWith.test(one) &&
      !/\b(?:not|no|without|keeps?|stays?)\b/i.test(one) &&
      nounsOf(from.path).some((noun) => named.has(noun))
    );
  });
  if (!isTaken) return [];
  const name = `what a ${nounsOf(from.path)[1]} names takes that with it`;
  return [{ name, operation: deleting, check: () => checkTaken(tie, deleting, read) }];
}

async function checkTaken({ run, from, to, given }: Tie, deleting: Operation, read: Operation): Promise<Found> {
  const untilEnd = stepUntilEnd(run.document, from);
  const fixture = await Fixture.after(run, untilEnd ? [...given, untilEnd] : given);
  if (!(fixture instanceof Fixture)) return fixture;
  const before = await fixture.send(read, templateOf(from.inner));
  if (!hasSucceeded(before)) return refusedBy(before);
  const record = recordOf(run, deleting, to.inner);
  if (record.tag) await fixture.context.execute(record.tag);
  const deleted = await fixture.send(deleting, templateOf(record));
  if (!hasSucceeded(deleted) || deleted.status === 202) return refusedBy(deleted);
  const after = await fixture.send(read, templateOf(from.inner));
  const message = 'expected it to be gone with what it names, as is said of the deletion';
  return {
    violations: hasSucceeded(after) ? [relationViolation('', message)] : [],
    toCurl: after.toCurl,
  };
}

/** Lists of the records that name one. */
function listsOf({ run, from, to }: Tie): { list: Listed; by: string }[] {
  return run.operations.flatMap((operation) => {
    const isNested =
      shapeOf(operation.path).startsWith(`${shapeOf(to.item)}/`) &&
      nounsOf(from.path).includes(plain(bare(operation.path).split('/').at(-1) ?? ''));
    const asked = operation.parameters.find((one) => one.in === 'query' && isReference(to, one.name))?.name;
    const by = isNested ? to.parameter.name : bare(operation.path) === bare(from.path) ? asked : undefined;
    const list = by === undefined ? undefined : listedBy(run, operation);
    return list && by !== undefined ? [{ list, by }] : [];
  });
}

const movedParts = (tie: Tie): DerivedPart[] =>
  tie.change && listsOf(tie).length > 0
    ? [
        {
          name: `what names another ${nounsOf(tie.to.path)[1]} is in the list of that`,
          operation: tie.change.operation,
          check: () => checkMoved(tie),
        },
      ]
    : [];

async function checkMoved(tie: Tie): Promise<Found> {
  const { run, from, to, given, change } = tie;
  const fixture = await Fixture.after(run, given);
  const making = stepOf(to);
  if (!(fixture instanceof Fixture)) return fixture;
  if (!making || !change) return 'none of another is made';
  const [own, first] = [ownId(fixture, from), ownId(fixture, to)];
  await fixture.context.execute(making);
  const second = ownId(fixture, to);
  if (isSameValue(first, second)) return sameIds;
  if (!(await change.send(fixture))) return 'it was refused';
  for (const { list, by } of listsOf(tie))
    for (const id of [first, second]) {
      let isThere = false;
      let isAll = false;
      for await (const page of readPages(list, fixture, { ...largestPage(list), [by]: id })) {
        if (!hasSucceeded(page)) return 'the list is not shown';
        isThere ||= page.items.some((one) => isRecord(one, own, from.parameter.name));
        isAll = isWhole(list, page, largestPage(list));
        if (id === first && isThere)
          return {
            violations: [listViolation(list.at, 'expected none that names another by now')],
            toCurl: page.toCurl,
          };
      }
      if (id === second && isAll && !isThere)
        return { violations: [listViolation(list.at, 'expected what names it by now')] };
    }
  return { violations: [] };
}
