/**
 * Relations that hold of any list: a page is no larger than was asked for and begins where the one before it ends, a
 * default is what it says, a filter keeps what it names, and an item is the record that is read alone.
 */
import { isObject, propertiesOf, type Json, type Operation, type Parameter } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { bare, isAction } from '../../../records/collections.js';
import { templateOf, type MadeCollection, recordOf } from '../../../records/made-record.js';
import { namesRecord } from '../../../records/references.js';
import { answerSchema, recordSchemaOf } from '../../../records/wrapping.js';
import type { Run } from '../../../run.js';
import { expressionChecks } from './filter-expressions.js';
import { checkFilter, filtersOf } from './filters.js';
import {
  checkOrder,
  checkOneWay,
  checkOrders,
  checkSaidOrder,
  directionsOf,
  oneWaysOf,
  saidOrderOf,
  takesSeveral,
} from './orders.js';
import { Fixture, hasSucceeded } from '../fixture.js';
import { hasName, listedBy, type Listed } from './listed.js';
import { recordIn, type DerivedPart } from '../made/subject.js';
import { changesOf, samplesOf, sendOther } from '../other-values.js';
import { hasPageLinks } from './links.js';
import { checkPageLinks } from './page-links.js';
import { checkSearchByBody, searchOf } from './search-by-body.js';
import { checkSearch, searchesOf } from './searches.js';
import { isAddedBy, checkItem, checkNested, checkAdded, outerOf } from './items.js';
import {
  checkBackwards,
  checkBeyond,
  checkPlace,
  isPlaceBy,
  checkSize,
  checkPages,
  checkTotal,
  checkDefault,
} from './pages.js';

type Check = (list: Listed, fixture: Fixture) => Promise<Found>;

export function derivedListParts(run: Run): DerivedPart[] {
  if (run.honoursPrefer) return [];
  return run.operations.flatMap((operation): DerivedPart[] => {
    const list = listedBy(run, operation);
    if (!list) return [];
    return Object.entries(checksOf(list)).map(([name, check]) => ({
      name: `list: ${name}`,
      operation,
      check: async () => {
        const fixture = await Fixture.after(run, run.records.of.get(operation.operationId)?.given ?? []);
        return fixture instanceof Fixture ? check(list, fixture) : fixture;
      },
    }));
  });
}

/** By name of the part. */
function checksOf(list: Listed): Record<string, Check> {
  const { run, operation, by } = list;
  const { size, offset, page, cursor, order } = by;
  const known = run.records.collections.filter(({ isLost }) => !isLost);
  const own = known.find(({ create, path }) => [path, bare(create.path)].includes(bare(operation.path)));
  const collection = own?.read && own;
  const nested = own ?? referringIn(known, operation);
  const adding = nested ? undefined : run.operations.find((one) => isAddedBy(run, operation, one));
  const directions = directionsOf(list);
  const hasLinks = hasPageLinks(run.document, operation);
  const said = saidOrderOf(list);
  const search = searchOf(list);
  const before = operation.parameters.find((one) => one.in === 'query' && /^ending_?before$/i.test(one.name));
  const checks: [string, Check | false | undefined][] = [
    ['an item is as it is alone', collection && ((...given) => checkItem(...given, collection))],
    ['none of another record', nested && isInner(nested, operation) && ((...given) => checkNested(...given, nested))],
    ['none of another record', adding && ((own) => checkAdded(own, adding))],
    ['no more than its size', size && ((...given) => checkSize(...given, size))],
    [
      'its pages follow each other',
      size && (hasLinks || (offset ?? page ?? cursor)) && ((...given) => checkPages(...given, size)),
    ],
    [
      'its links lead to the other pages',
      (size ?? page ?? cursor) &&
        hasLinks &&
        ((own, fixture) =>
          checkPageLinks(own, fixture, collection && ((member) => makeTwo(own, fixture, collection, member)))),
    ],
    ['it is read backwards, too', size && before && ((...given) => checkBackwards(...given, { size, before }))],
    ['nothing is beyond its end', (offset ?? page) && ((...given) => checkBeyond(...given, (offset ?? page)!))],
    [
      'it says where it begins',
      saysPlace(list, offset ?? page) && ((...given) => checkPlace(...given, (offset ?? page)!)),
    ],
    ['its total is that of all pages', list.hasTotal && size && ((...given) => checkTotal(...given, size))],
    // The default of a filter may be that of the member which it shares a schema with.
    ...[size, offset, page, order].flatMap((one): [string, Check][] => {
      const value = one && flatten(run.document, one.object.schema ?? null)?.default;
      return one && value !== undefined
        ? [[`${one.name} by default`, (...given) => checkDefault(...given, one.name, value)]]
        : [];
    }),
    ...operation.parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) => filtersOf(list, one))
      .map((filter): [string, Check] => [
        `filter ${filter.name}`,
        (own, fixture) =>
          checkFilter(own, fixture, filter, collection && (() => makeTwo(own, fixture, collection, filter.member))),
      ]),
    ...operation.parameters
      .flatMap((one) => expressionChecks(list, one))
      .map(([name, check]): [string, Check] => [
        name,
        (own, fixture) => check(own, fixture, collection && ((member) => makeTwo(own, fixture, collection, member))),
      ]),
    ...(collection ? searchesOf(list) : []).map((search): [string, Check] => [
      `${search.parameter} finds ${search.member}`,
      (own, fixture) => checkSearch(own, fixture, collection as MadeCollection, search),
    ]),
    ['a search by a body finds the same', search && ((...given) => checkSearchByBody(...given, search))],
    [
      'its order is what is said of it',
      said &&
        ((own, fixture) =>
          checkSaidOrder(own, fixture, said, collection && (() => makeTwo(own, fixture, collection, said.by)))),
    ],
    [
      'several orders',
      order &&
        takesSeveral(run.document, order) &&
        directions.length > 1 &&
        ((own, fixture) =>
          checkOrders(own, fixture, order, {
            directions,
            vary: collection && ((member) => makeTwo(own, fixture, collection, member)),
          })),
    ],
    ...oneWaysOf(list).map((one): [string, Check] => [
      `order ${one.value}, as it is said`,
      (own, fixture) => checkOneWay(own, fixture, order?.name ?? '', one),
    ]),
    ...directions.map((pair): [string, Check] => [
      `order ${pair.by}`,
      (own, fixture) =>
        checkOrder(own, fixture, pair, collection && (() => makeTwo(own, fixture, collection, pair.by))),
    ]),
  ];
  return Object.fromEntries(checks.filter((entry): entry is [string, Check] => typeof entry[1] === 'function'));
}

/** Whether an answer has a member with the name of the parameter that asks for its place. */
const saysPlace = ({ run: { document }, operation }: Listed, parameter: Parameter | undefined): boolean =>
  parameter !== undefined && hasName(document, answerSchema(document, operation), isPlaceBy(parameter));

const isDate = ({ document }: Run, node: Json): boolean => String(flatten(document, node)?.format).startsWith('date');

/** Actions that are tried on a record. */
const mostActions = 4;

/** Makes items that differ in a member, by what they are made of or by what is done with them, and returns its values. */
async function makeTwo(
  { run }: Listed,
  fixture: Fixture,
  { create, outer, inner, item, below }: MadeCollection,
  member: string,
): Promise<Json[]> {
  const template = templateOf(outer);
  for (const step of outer.given) await fixture.context.execute(step);
  const all = propertiesOf(recordSchemaOf(run.document, create));
  const node = all[member];
  // What others are worked out from may make a difference, too; which records there are, only the target knows.
  const own = Object.entries(all).filter(([name]) => !namesRecord(run, name));
  // An end that stays would be before the beginning.
  const dates = own.filter(([, one]) => isDate(run, one));
  const properties =
    node === undefined ? Object.fromEntries(own) : isDate(run, node) ? Object.fromEntries(dates) : { [member]: node };
  const one = await sendOther(fixture, create, template, (body) => samplesOf(run, properties, body), true);
  const other = await sendOther(fixture, create, template, () => changesOf(run, properties, one.sent), true);
  const values = [one, other].flatMap(({ answer, sent }): Json[] => {
    const shown = recordIn(answer);
    const value = isObject(sent) && sent[member] !== undefined ? sent[member] : isObject(shown) ? shown[member] : null;
    return hasSucceeded(answer) ? [value ?? null] : [];
  });
  if (node !== undefined) return values;
  const actions = below.filter((one) => isAction(one, { item }));
  for (const action of actions.slice(0, mostActions)) {
    const beside = await Fixture.after(run, inner.given);
    if (!(beside instanceof Fixture)) continue;
    const shown = recordIn(await beside.send(action, templateOf(recordOf(run, action, inner))));
    if (isObject(shown) && shown[member] !== undefined) values.push(shown[member] ?? null);
  }
  return values;
}

/** `GET /houses/{house}/visits` lists of `/visits` those that name the house. */
function referringIn(known: readonly MadeCollection[], { path }: Operation): MadeCollection | undefined {
  const outer = outerOf(known, path);
  return known.find(
    (one) =>
      one.path.split('/').at(-1) === bare(path).split('/').at(-1) &&
      outer?.inner.given.every((step) => one.outer.given.includes(step)),
  );
}

/** Whether its records are made in another record, of which an operation lists them. */
const isInner = ({ outer }: MadeCollection, { parameters }: Operation): boolean =>
  outer.given.length > 0 && parameters.some((one) => one.in === 'path');
