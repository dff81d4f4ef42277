/** A search that a document says looks into certain members: an item is found by the text of each of them. */
import {
  hasType,
  isObject,
  propertiesOf,
  type Json,
  type JsonObject,
  type Parameter,
} from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import type { Found } from '../../../found.js';
import { isRecord, plain } from '../../../records/ids.js';
import { templateOf, type MadeCollection } from '../../../records/made-record.js';
import { recordSchemaOf } from '../../../records/wrapping.js';
import { namesIn, sentencesAbout, sentencesOf } from '../../../sentences.js';
import { Fixture, hasSucceeded, refusedBy, listViolation } from '../fixture.js';
import { hasNext, largestPage, readPages, type Listed } from './listed.js';
import { recordIn } from '../made/subject.js';
import { changesOf, samplesOf, sendOther } from '../other-values.js';

const searchName = /^(?:q|query|search|search_?(?:term|text|query)|term|keywords?|text)$/i;
const isAboutSearch = /\b(?:search\w*|looks?|match\w*|contain\w*|finds?|found|part of)\b/i;
const isOther = /\b(?:not|never|no|except|unless|eventual\w*|later|index\w*|prefix|begin\w*|start\w*|exact\w*)\b/i;

/** Whether a part of a text, from within it, is enough. */
const isOfParts = /\b(?:somewhere|anywhere|contain\w*|part of|substring)\b/i;

export interface Search {
  parameter: string;
  /** Name of the member of an item. */
  member: string;
  isOfParts: boolean;
}

/** By the words of the parameter, or of its operation. */
export function searchesOf({ run: { document }, operation, members }: Listed): Search[] {
  const found = operation.parameters.find((one) => one.in === 'query' && searchName.test(one.name));
  if (!found || !isText(document, found)) return [];
  const own = sentencesOf(found.object.description ?? flatten(document, found.object.schema ?? null)?.description);
  const said = sentencesAbout(document, operation, []).said.filter((one) => isAboutSearch.test(one));
  const sentences = [...own, ...said].filter((one) => !isOther.test(one));
  const words = sentences.map(namesIn);
  const hasParts = sentences.some((one) => isOfParts.test(one));
  return Object.entries(members).flatMap(([member, node]): Search[] => {
    const schema = flatten(document, node);
    const isFree = schema && hasType(schema, 'string') && !('enum' in schema) && !('const' in schema);
    const isSaid = words.some((names) => names.has(plain(member)));
    return isFree && isSaid && !String(schema.format).startsWith('date')
      ? [{ parameter: found.name, member, isOfParts: hasParts }]
      : [];
  });
}

const isText = (document: JsonObject, { object }: Parameter): boolean =>
  hasType(flatten(document, object.schema ?? null), 'string');

export async function checkSearch(
  list: Listed,
  fixture: Fixture,
  { create, outer, parameter: idName }: MadeCollection,
  { parameter, member, isOfParts: hasParts }: Search,
): Promise<Found> {
  const { run } = list;
  const node = propertiesOf(recordSchemaOf(run.document, create))[member];
  if (node === undefined) return 'it is no member of the request';
  for (const step of outer.given) await fixture.context.execute(step);
  const properties = { [member]: node };
  const made = await sendOther(fixture, create, templateOf(outer), (body) => ({
    ...samplesOf(run, properties, body),
    ...changesOf(run, properties, { ...samplesOf(run, properties, body), ...(isObject(body) ? body : {}) }),
  }));
  if (!hasSucceeded(made.answer)) return refusedBy(made.answer);
  const record = recordIn(made.answer);
  const text: Json = isObject(record) ? (record[member] ?? null) : null;
  const id = isObject(record) ? (record[idName.name] ?? record.id ?? null) : null;
  if (typeof text !== 'string' || text.length < 3 || id === null) return 'what is created is not shown with it';
  // Whether spaces count, nobody says.
  const part = text.slice(1).trim();
  const asked = hasParts && part.length > 2 ? part : text;
  let toCurl: (() => Promise<string>) | undefined;
  let isMore = false;
  for await (const page of readPages(list, fixture, { ...largestPage(list), [parameter]: asked })) {
    if (!hasSucceeded(page)) return refusedBy(page);
    toCurl ??= page.toCurl;
    isMore = hasNext(list, page);
    if (page.items.some((item) => isRecord(item, id, idName.name))) return { violations: [] };
  }
  if (isMore) return 'more of them are found than are read';
  const message = `${parameter}: expected the item that has the text in "${member}"`;
  return { violations: [listViolation(list.at, message)], ...(toCurl && { toCurl }) };
}
