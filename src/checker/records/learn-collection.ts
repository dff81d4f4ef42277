/** Makes two records of a collection, and finds out where the answer has their ids, and by what the target tells them apart. */
import { CaseContext } from '../case-context.js';
import { isObject, valueAt, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { parseJson } from '../../openapi/json.js';
import type { ReceivedResponse } from '../../openapi/exchange.js';
import type { RequestTemplate } from '../../openapi/request.js';
import { toPointer } from '../../openapi/pointer.js';
import { isRefusal } from '../status.js';
import { joinPatches } from '../recipes/rules.js';
import type { Run } from '../run.js';
import { StepFailed } from '../step-failed.js';
import { isChosen, type Collection } from './collections.js';
import { idsIn, isResourceName } from './ids.js';
import { templateOf, type MadeCollection, type MadeRecord } from './made-record.js';
import { within, wrapped, wrappingOf } from './wrapping.js';

/** Requests that look for the member by which a target tells records apart. */
const mostProbes = 12;

/** Undefined without an example, a credential, or what must come before it. */
export async function unlessFailed<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StepFailed) return undefined;
    throw error;
  }
}

export async function ask(context: CaseContext, operation: Operation, template: RequestTemplate): Promise<Answer> {
  const { request } = await context.request(operation, template);
  const exchange = await context.send(operation, request);
  if ('failure' in exchange) return { status: 0 };
  const { status, body, headers } = exchange.response;
  return { status, json: parseJson(body), headers };
}

interface Learned extends Pick<MadeCollection, 'id' | 'isLost'> {
  /** Of the member by which records are told apart; undefined where the same request creates another one. */
  patch: Json | undefined;
  /** Whether what shows a record has an `ETag`. */
  hasTag: boolean;
}

export async function learn(run: Run, collection: Collection, outer: MadeRecord): Promise<Learned | undefined> {
  const { create, read, parameter, link } = collection;
  const context = new CaseContext(run);
  const createOne = async (more?: Json) => {
    if (outer.tag) await context.execute(outer.tag);
    const whole = joinPatches(outer.patch, more);
    return ask(context, create, { ...templateOf(outer), ...(whole !== undefined && { patch: whole }) });
  };
  for (const step of outer.given) await context.execute(step);
  const first = await createOne();
  let patch: Json | undefined;
  let created = isDone(first) ? await createOne() : first;
  const isAnother = () => isDone(created) && (isChosen(collection) || !isSameRecord(first, created, parameter.name));
  // The record of an example is there already, or the first one is: another must differ in something.
  const isTaken = isDone(first) ? isDone(created) || isRefusal(created.status) : created.status === 409;
  for (const one of isTaken && !isAnother() ? patchesOf(run, context, create, outer) : []) {
    created = await createOne(one);
    patch = one;
    if (isAnother()) break;
  }
  // A class that is full takes no second booking, and another one does.
  if (isDone(first) && !isAnother() && outer.given.length > 0) {
    patch = undefined;
    for (const step of outer.given) await context.execute(step);
    created = await createOne();
  }
  const isOnly = !isAnother();
  if (isOnly) [created, patch] = [first, undefined];
  if (!isDone(created)) return undefined;
  const named = idsIn(created.json ?? null, parameter.name).map((pointer) =>
    isResourceName(created.json ?? null, pointer) ? `$response.segment#${pointer}` : `$response.body#${pointer}`,
  );
  const inBody = link === undefined ? named : [link];
  const chosen = isChosen(collection) ? outer.parameters?.[parameter.name] : undefined;
  const ids = [
    // A number that the client has chosen need not be in the answer.
    ...(typeof chosen === 'number' ? [String(chosen)] : inBody),
    ...(created.headers?.location === undefined ? [] : ['$response.location']),
    // What the client has chosen need not come back.
    ...(typeof chosen === 'object' ? [`$paths#${toPointer([create.operationId, parameter.name])}`] : []),
  ];
  for (const id of ids) {
    context.keep('made', id, created.json, created.headers);
    const named = { ...outer.parameters, [parameter.name]: '$outputs.made' };
    const shown = read && (await ask(context, read, { parameters: named }));
    if (shown && !isDone(shown)) continue;
    // What there is one of cannot be made for each request.
    return isOnly ? undefined : { id, patch, isLost: false, hasTag: shown?.headers?.etag !== undefined };
  }
  // It cannot be told which of several is meant.
  const [id, other] = inBody.length > 0 ? inBody : ids;
  return id === undefined || other !== undefined ? undefined : { id, patch, isLost: true, hasTag: false };
}

interface Answer {
  /** 0 where none came. */
  status: number;
  json?: Json | undefined;
  headers?: ReceivedResponse['headers'];
}

/** Whether two answers have the same ids: what creates nothing, or what is there already, is no other record. */
function isSameRecord(one: Answer, other: Answer, parameter: string): boolean {
  const ids = [one, other].map(({ json = null, headers }) =>
    JSON.stringify([...idsIn(json, parameter).map((pointer) => valueAt(json, pointer)), headers?.location]),
  );
  return one.status > 0 && ids[0] !== '[null]' && ids[0] === ids[1];
}

export const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Each with another value for one text of the body. */
function patchesOf({ document }: Run, context: CaseContext, create: Operation, outer: MadeRecord): Json[] {
  const wrapping = wrappingOf(document, create);
  const body = within(context.bodyOf(create, templateOf(outer)) ?? null, wrapping);
  if (!isObject(body)) return [];
  const texts = (object: JsonObject): [string, string][] =>
    Object.entries(object).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /[a-z\d]{2}/i.test(entry[1]),
    );
  const outermost = texts(body).map(([name, text]): Json => ({ [name]: { $another: text } }));
  const inner = Object.entries(body).flatMap(([name, member]) =>
    isObject(member) ? texts(member).map(([own, text]): Json => ({ [name]: { [own]: { $another: text } } })) : [],
  );
  return [...outermost, ...inner].slice(0, mostProbes).map((patch) => wrapped(patch, wrapping));
}
