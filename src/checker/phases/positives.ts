/**
 * Requests that must be accepted: each optional member left out and added, each example, each enum value, each branch of
 * a union of plain values, the shortest and longest values, other scripts, and what HTTP and JSON leave open. Each is
 * validated before it is sent. A target that refuses what the document allows breaks it as one that accepts the rest.
 */
import { chooseSchemes } from '../../openapi/credentials.js';
import { isObject, valueAt, type Json, type Operation } from '../../openapi/document.js';
import { toPointer } from '../../openapi/pointer.js';
import { isJson } from '../../openapi/media-type.js';
import { ownMember } from '../../openapi/own.js';
import { perObject } from '../../openapi/per-object.js';
import { encodeBody } from '../../openapi/request-body.js';
import type { BodyValue } from '../../openapi/request.js';
import { upgradeSchemas } from '../../openapi/upgrade.js';
import type { Planned } from '../planned.js';
import { callsOf, isSafe } from '../recipes/calls.js';
import { applyRule } from '../recipes/rules.js';
import { isChange, innermost } from '../records/collections.js';
import { namesRecord } from '../records/references.js';
import { unwrapped, wrappingOf } from '../records/wrapping.js';
import { leavesOf, nameOf, type Scalar } from '../relations/leaves.js';
import { sentIn } from '../relations/sent.js';
import { isEmpty, isScalar, isStoredAs, isUnsteady } from '../relations/shared-members.js';
import { identify, outcomeOf, type CaseResult } from '../report.js';
import { hasPassed, resultOf, type Found } from '../found.js';
import { endOf, operationNamed, type Phase, type PhaseResult, type Run } from '../run.js';
import { transportViolation, validateAgainstRequest, validateDocumented } from '../validate/exchange.js';
import { responseFor, violationOf, type Violation } from '../validate/response.js';
import type { ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { parseJson } from '../../openapi/json.js';
import { redactPointer } from '../validate/redact.js';
import { createRequestValidator } from '../validate/schema.js';
import { everything } from './negatives/group.js';
import { mediaOf } from './negatives/media.js';
import { notSentReason, Precondition, type NotAccepted } from './negatives/precondition.js';
import { receivedBody } from './negatives/received.js';
import type { Schemas } from './negatives/schemas-at.js';
import { wantedOperations, type Success, type Wanted } from './negatives/wanted.js';
import type { CasePlan } from '../plan.js';
import { isSuccess, recordRefusals } from '../status.js';
import { batchesOf } from './positives/batches.js';
import { bodyVariations, type Closed, kindsOfFile } from './positives/body.js';
import {
  exampleVariations,
  exclusiveOf,
  messageVariations,
  parameterVariations,
  ruleVariations,
} from './positives/request.js';
import { ShownLater } from './positives/shown-later.js';
import type { Variation } from './positives/variation.js';
import { sentencesAbout } from '../sentences.js';
import { wavesOf } from './waves.js';

export const positives: Phase = { name: 'positives', plan: planPositives, run: runPositives };

const identityOf = (operation: Operation, example: string | null, name: string) =>
  identify(operation, { status: '2XX', example, phase: 'positives', case: name });

function planPositives(run: Run): Planned[] {
  return wantedOperations(run, 'positives').map((wanted) => {
    const { operation } = wanted;
    if ('reason' in wanted) return { ...identityOf(operation, null, everything), reason: wanted.reason, calls: [] };
    const [{ example, casePlan }] = wanted.successes;
    return { ...identityOf(operation, example, everything), calls: callsOf(run, operation, casePlan) };
  });
}

async function runPositives(run: Run, { cases }: PhaseResult): Promise<void> {
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const wanted = wantedOperations(run, 'positives');
  for (const [index, one] of wanted.entries()) {
    run.progress?.('positives', index, wanted.length);
    const { operation } = one;
    const reason = 'reason' in one ? one.reason : run.bail.reason;
    if (reason !== undefined || 'reason' in one) {
      cases.push({ ...identityOf(operation, null, everything), ...outcomeOf(reason ?? '') });
      continue;
    }
    const known = new Set<string>();
    for (const success of one.successes)
      for (const result of await runSuccess(run, schemas, one, success, known)) cases.push(result);
  }
}

/** @param known names of the variations that another example of the operation has had */
async function runSuccess(
  run: Run,
  schemas: Schemas,
  wanted: Exclude<Wanted, { reason: string }>,
  success: Success,
  known: Set<string>,
): Promise<CaseResult[]> {
  const { operation } = wanted;
  const { example, casePlan, isMade } = success;
  const { openTo = [] } = casePlan;
  const first = await Precondition.setUp(run, operation, casePlan);
  if ('reason' in first) return [{ ...identityOf(operation, example, everything), ...outcomeOf(first.reason) }];
  // Nothing says that it succeeds where it is made from a schema, or its state is not set up.
  const isTried = isMade || casePlan.openTo !== undefined;
  const refused = isTried ? await first.refusal() : undefined;
  const schemes = chooseSchemes(operation, casePlan, run.credentials, run.recipes.credentials);
  const { all, isValid } = variationsOf(run, schemas, wanted, { success, first, schemes });
  // What an order means differs from one example to the next.
  const variations = all.filter(({ name, at }) => !known.has(name) || at === 'order');
  variations.forEach(({ name }) => known.add(name));

  // A safe request leaves the precondition as it was.
  const isReusable = isSafe(operation, run.recipes);
  const later = isReusable || refused ? undefined : await ShownLater.learn(run, operation, casePlan, variations);
  let unused: Precondition | undefined = isTried && !isReusable ? undefined : first;
  const sendBatch = async (batch: readonly Variation[]): Promise<Found> => {
    const precondition = unused ?? (await Precondition.setUp(run, operation, casePlan));
    if ('reason' in precondition) return precondition.reason;
    if (!isReusable) unused = undefined;
    const found = await send(run, operation, precondition, batch, { schemes, later, openTo });
    if (typeof found === 'string' || batch.every((one) => isInCommand(one, first))) return found;
    return { violations: found.violations };
  };
  const results: CaseResult[] = [];
  const add = async (found: readonly (readonly [string, Found])[]): Promise<void> => {
    for (const [name, one] of found) {
      const result = await resultOf(identityOf(operation, example, name), one);
      run.bail.observe(result);
      results.push(result);
    }
  };
  if (refused) {
    await add(await findWanted(refused, isMade, variations, sendBatch));
    return results;
  }
  let isInTurn = !isReusable && !isAlone(casePlan);
  for (const wave of wavesOf(batchesOf(variations, first.body?.value, isValid), ([one]) => !one?.rule)) {
    if (!isInTurn && wave.length > 1 && endOf(run) === undefined) {
      const together = await Promise.all(wave.map(sendBatch));
      if (together.every(hasPassed)) {
        await add(wave.flatMap((batch, index) => batch.map(({ name }) => [name, together[index] as Found] as const)));
        continue;
      }
      // What one of them does may be why another was refused.
      isInTurn = true;
    }
    for (const batch of wave) {
      const end = endOf(run);
      await add(end === undefined ? await checkBatch(batch, sendBatch) : batch.map(({ name }) => [name, end] as const));
    }
  }
  return results;
}

/** All variations of a request, and whether a body is valid by the document. */
function variationsOf(
  run: Run,
  schemas: Schemas,
  { operation, spare }: Exclude<Wanted, { reason: string }>,
  { success, first, schemes }: { success: Success; first: Precondition; schemes: readonly string[] },
): { all: Variation[]; isValid: (body: Json) => boolean } {
  const { body } = first;
  const media = body && mediaOf(schemas.document, operation, body.mediaType);
  const schema = media && 'schema' in media.value ? `${media.pointer}/schema` : undefined;
  const isValid = (value: Json): boolean => {
    if (!body || !media || schema === undefined) return false;
    const received = receivedBody(schemas.document, body.mediaType, media.value, value);
    return received !== undefined && schemas.validator.accepts(schema, received);
  };
  const closed = closedBy(run, operation, success.example);
  const found = [
    ...(body && media ? exampleVariations(schemas.document, media, spare, isValid) : []),
    ...(body && schema !== undefined && hasOpenBody(body) && isValid(body.value)
      ? bodyVariations(schemas, schema, body.value, closed)
      : []),
    ...(body && media ? kindsOfFile(media.value.encoding, body.value, media.pointer) : []),
    ...parameterVariations(schemas, operation, closed),
    ...messageVariations(run, schemas, operation, body, schemes, closed).filter(
      ({ apply }) => !apply || (body && isValid(apply(body.value))),
    ),
    ...ruleVariations(run, operation, body, schemes),
  ];
  // What holds of a new record holds of a changed one.
  const creating = run.records.collections.filter(({ below }) => isChange(operation) && below.includes(operation));
  const saying = [operation, ...creating.map(({ create }) => create)];
  const isLimited = !run.recipes.of.has(operation.operationId) && saying.some((one) => saysLimit(run, one));
  // Members of a search are what the parameters of a list are.
  const exclusive = exclusiveIn(run);
  const notWithOthers = (one: Variation): Variation => {
    const others = exclusive.get(one.at?.replace(/^\//, '') ?? '');
    return others ? { ...one, notWith: others.map((other) => `/${other}`) } : one;
  };
  const isOpen = (one: Variation) =>
    isUnique(run, operation, one) || isReferring(run, one) || (isLimited && one.isAmount === true);
  // A form has no null, and a text that no two records share may be taken.
  const isForm = body !== undefined && !isJson(body.mediaType);
  const all = found
    .filter(({ at, apply }) => !(isForm && at?.startsWith('/') && apply && valueAt(apply(body.value), at) === null))
    .map((one) => (isOpen(one) ? { ...one, mayRefuse: true } : one))
    .map(notWithOthers);
  return { all, isValid };
}

/** Those of all operations, once for a run. */
const exclusiveIn = perObject(({ document, operations }: Run) =>
  exclusiveOf({ document }, { parameters: operations.flatMap(({ parameters }) => parameters) }),
);

/** RFC 6902 says more of a JSON Patch than its schema does, and RFC 7644 of SCIM's. */
const hasOpenBody = ({ mediaType, value }: BodyValue): boolean =>
  mediaType !== 'application/json-patch+json' && !(isObject(value) && Array.isArray(value.Operations));

/** "More than is left is refused": how much that is, no schema says. */
const saysLimit = ({ document }: Run, operation: Operation): boolean => {
  const { said, why } = sentencesAbout(document, operation, ['400', '409', '422']);
  return [...said, ...why].some((one) =>
    /\b(?:more than|not more|at most|more \w+ already|exceed\w*|is left|balance|above|remaining|available)\b/i.test(
      one,
    ),
  );
};

/** Whether a variation is of the member by which a target tells records apart. */
function isUnique({ records }: Run, operation: Operation, { at = '' }: Variation): boolean {
  const creating = records.collections.find(({ below }) => isChange(operation) && below.includes(operation))?.outer;
  const { patch = creating?.patch ?? null } = records.of.get(operation.operationId) ?? {};
  const leaves = leavesOf(patch).flatMap(([pointer]) => (pointer === '' ? [] : [pointer.split('/$')[0]!]));
  return at.startsWith('/') && leaves.some((one) => `${one}/`.startsWith(`${at}/`) || `${at}/`.startsWith(`${one}/`));
}

/** Whether a variation has an id of another record. */
function isReferring(run: Run, { at = '' }: Variation): boolean {
  const [, parameter] = /^query:(.+)$/.exec(at) ?? [];
  const name = parameter ?? (at.startsWith('/') ? nameOf(at) : undefined);
  return name !== undefined && namesRecord(run, name);
}

/** Members that are added to a request that is refused without them. */
const mostAdded = 8;

/** Of a request that is refused: which member it wants, although the document lets it be left out. */
async function findWanted(
  refused: NotAccepted,
  isMade: boolean,
  variations: readonly Variation[],
  sendBatch: (batch: readonly Variation[]) => Promise<Found>,
): Promise<(readonly [string, Found])[]> {
  const added = isMade ? variations.filter(({ name, at }) => name === `body ${at}: added`) : [];
  for (const one of added.slice(0, mostAdded)) {
    if (!hasPassed(await sendBatch([one]))) continue;
    const message = `expected a documented success, got ${refused.what}: the document lets it be left out`;
    return [
      [
        `body ${one.at}: left out`,
        { violations: [violationOf('status-refused', 'status', message, { clause: one.clause })] },
      ],
    ];
  }
  const what = isMade ? ', which is made from the schema,' : '';
  return [[everything, `its request${what} is refused itself (${refused.what})`]];
}

/** Whether nothing that other cases see, such as the clock of the target, changes before or after its request. */
const isAlone = ({ given, then = [] }: CasePlan): boolean => ![...given, ...then].some((step) => 'control' in step);

/** What was found by name of the variation: all of a batch in one request, and each alone where that one fails. */
async function checkBatch(
  batch: readonly Variation[],
  sendBatch: (batch: readonly Variation[]) => Promise<Found>,
): Promise<(readonly [string, Found])[]> {
  const together = await sendBatch(batch);
  if (hasPassed(together) || batch.length === 1) return batch.map(({ name }) => [name, together]);
  const alone: (readonly [string, Found])[] = [];
  for (const one of batch) alone.push([one.name, await sendBatch([one])]);
  // What is not exercised alone, such as a name that the first request has taken, or a signer whom the target does not
  // know, does not take its failure back.
  const isExplained =
    batch.some(({ mayRefuse, security }) => mayRefuse || security) && !alone.every(([, found]) => hasPassed(found));
  if (isExplained || alone.some(([, found]) => typeof found !== 'string' && !hasPassed(found))) return alone;
  if (typeof together === 'string') return alone;
  return [...alone, [`together: ${batch.map(({ name }) => name).join(', ')}`, together]];
}

interface Sending {
  schemes: readonly string[];
  later: ShownLater | undefined;
  openTo: readonly number[];
}

async function send(
  run: Run,
  operation: Operation,
  precondition: Precondition,
  batch: readonly Variation[],
  { schemes, later, openTo }: Sending,
): Promise<Found> {
  const rule = batch.find((one) => one.rule)?.rule;
  const change = rule && applyRule(rule, operation.operationId, precondition.body?.value, schemes);
  const write = batch.find((one) => one.write)?.write;
  const from = batch.find((one) => one.from)?.from;
  const security = batch.find((one) => one.security)?.security;
  let sent;
  try {
    sent = await precondition.send({
      ...(change && { ...change, given: rule.given ?? [] }),
      ...(security && { security }),
      ...(from !== undefined && { from }),
      parameters: Object.assign({}, ...batch.map(({ parameters }) => parameters ?? {})),
      encode: (mediaType, value, media) => {
        const varied = batch.reduce((one, { apply }) => apply?.(one) ?? one, value);
        const encoded = encodeBody(mediaType, varied, media);
        const written = encoded && write ? { ...encoded, bytes: Buffer.from(write(varied)) } : encoded;
        return written && batch.reduce((one, { rewrite }) => rewrite?.(one) ?? one, written);
      },
      alter: (request) => batch.reduce((one, { alter }) => alter?.(one) ?? one, request),
    });
  } catch (error) {
    return notSentReason(error);
  }
  const { request, exchange, toCurl } = sent;
  if ('failure' in exchange) return { violations: [transportViolation(exchange.failure)], toCurl };
  const { response } = exchange;
  if (response.status === 429) return 'the target takes no more requests for now (429)';
  // RFC 9110, 15.5.12: a server that needs a length says so.
  if (response.status === 411) return 'the target wants the length of a body (411)';
  const isDocumented = responseFor(operation.responses, response.status) !== undefined;
  // RFC 9110, 15.5.3: of a payment, and not of the request; which value brings it about, the document says or leaves open.
  if (isDocumented && response.status === 402) return 'the target wants a payment, or another one (402)';
  // A password in the body is right or wrong as a credential is.
  if (isDocumented && response.status === 401 && schemes.length === 0)
    return 'its body has credentials, and they are others (401)';
  if (isDocumented && openTo.includes(response.status))
    return `it takes a state that no recipe sets up (${response.status})`;
  if (!isDocumented || !isSuccess(String(response.status))) {
    // A target that does not know the signer refuses all its signatures.
    if (security && batch.length === 1) {
      const plain = await precondition.send({ security }).catch(notSentReason);
      if (typeof plain === 'string') return plain;
      const refusal =
        'failure' in plain.exchange
          ? 'no answer'
          : isSuccess(String(plain.exchange.response.status))
            ? undefined
            : 'signed';
      if (refusal) return `the same request is refused without it, too (${refusal})`;
    }
    const { mayRefuse = false, clause } = batch[0] ?? ({} as Partial<Variation>);
    if (mayRefuse && batch.length === 1 && response.status < 500)
      return `the target refuses it (${response.status}), which the document leaves open`;
    const who = clause === undefined ? 'HTTP, or the format of the body, allows it' : 'the document allows it';
    const message = `expected a documented success, got ${response.status}: ${who}`;
    return { violations: [violationOf('status-refused', 'status', message, { clause })], toCurl };
  }
  const lowerCase = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const received = { ...request, headers: Object.fromEntries(lowerCase) };
  const violations = [
    ...validateDocumented(run.responseValidator, operation, response),
    ...validateAgainstRequest(run.responseValidator, operation, received, response),
    ...((await later?.notShown(precondition, batch, received)) ?? []),
    ...(await wrongInRecord(run, operation, precondition, batch, { request: received, made: response })),
    ...(batch.some(({ isLarge }) => isLarge)
      ? await wrongInFile(run, operation, precondition, { request: received, made: response })
      : []),
  ];
  return { violations, toCurl };
}

/** A large file is given back as it was stored: the form has it as a whole. */
async function wrongInFile(
  run: Run,
  { operationId }: Operation,
  precondition: Precondition,
  { request, made }: { request: SentRequest; made: ReceivedResponse },
): Promise<Violation[]> {
  const step = ownMember(run.recipes.files, operationId);
  if (!step || !('operation' in step) || step.operation === undefined) return [];
  const read = operationNamed(run, step.operation);
  const shown = await precondition.readStored(step, read, made).catch(notSentReason);
  if (typeof shown === 'string' || 'failure' in shown || !isSuccess(String(shown.response.status))) return [];
  const isWhole = request.body?.includes(Buffer.concat([shown.response.body, Buffer.from('\r\n--')])) ?? true;
  const message = `${step.operation}: expected the file as it was stored, got ${shown.response.body.length} bytes`;
  return isWhole ? [] : [violationOf('relation-state', 'relation', message)];
}

/** What is wrong of the record that a request has created or changed, where the check knows how it is read. */
async function wrongInRecord(
  run: Run,
  operation: Operation,
  precondition: Precondition,
  batch: readonly Variation[],
  { request, made }: { request: SentRequest; made: ReceivedResponse },
): Promise<Violation[]> {
  const { collections, of } = run.records;
  const isOwn = ({ operationId }: Operation): boolean => operationId === operation.operationId;
  const creating = collections.find(({ create, isLost }) => isOwn(create) && !isLost);
  // An episode of a show is below that, too.
  const around = collections.filter(({ below, isLost }) => below.some(isOwn) && !isLost);
  const collection = creating ?? innermost(around);
  if (!collection?.read || isSafe(operation, run.recipes)) return [];
  const record = of.get(operation.operationId) ?? collection.inner;
  const exchange = await (
    creating
      ? precondition.readMade(creating, collection.read, made)
      : precondition.readAgain(collection.read, { ...(record.parameters && { parameters: record.parameters }) })
  ).catch(notSentReason);
  if (typeof exchange === 'string' || 'failure' in exchange) return [];
  const { response } = exchange;
  const message = `expected what was created to be found at its id, got ${response.status}`;
  if (!isSuccess(String(response.status)))
    return creating && recordRefusals.includes(response.status)
      ? [violationOf('relation-state', 'relation', message)]
      : [];
  const isTold = creating !== undefined || isChange(collection.below.find(isOwn) ?? operation);
  const shown = unwrapped(parseJson(response.body) ?? null);
  const wrapping = toPointer(wrappingOf(run.document, operation));
  return [
    ...(creating ? validateDocumented(run.responseValidator, collection.read, response) : []),
    ...notStoredOf(batch, sentIn(operation, request), { shown, wrapping, isTold }).map((pointer) =>
      violationOf('relation-echo', 'relation', `expected what was sent as ${pointer} to be shown as it was`, {
        pointer: redactPointer({ pointer }, run.responseValidator.propertyNames),
      }),
    ),
  ];
}

/**
 * Where a record shows another value than a variation has sent under the same name.
 * @param record.wrapping JSON Pointer to the record in the body of the request
 * @param record.isTold whether the request has the members of the record: what an action is told may change one in its own way
 */
function notStoredOf(
  batch: readonly Variation[],
  sent: ReadonlyMap<string, unknown>,
  { shown, wrapping, isTold }: { shown: Json; wrapping: string; isTold: boolean },
): string[] {
  return batch.flatMap(({ at = '', isStored, isAmount }) => {
    const inRecord = at.startsWith(`${wrapping}/`) ? at.slice(wrapping.length) : at;
    const [value, stored] = [sent.get(at), at.startsWith('/') ? valueAt(shown, inRecord) : undefined];
    const isKnown = isScalar(value as Json) && value !== null && value !== undefined && stored !== undefined;
    if (!isKnown || isUnsteady(nameOf(at)) || (isEmpty(value as Json) && value !== 0)) return [];
    if (isEmpty(stored)) return [at];
    const isWhole = isAmount === true && Number.isInteger(value);
    const isOther = isTold && (isStored || isWhole) && isScalar(stored) && !isStoredAs(value as Scalar, stored);
    return isOther ? [at] : [];
  });
}

/**
 * Whether a curl command shows it: not how a body is written, another credential than the user's own, or what is made of
 * a value of a response.
 * @param first where the variations were made
 */
function isInCommand(
  { at, apply, write, rewrite, security, rule, ...variation }: Variation,
  first: Precondition,
): boolean {
  if (variation.isInCommand === false || write || rewrite || security || rule?.credentials || rule?.security)
    return false;
  const replaced = apply && at?.startsWith('/') && first.body ? valueAt(first.body.value, at) : undefined;
  return replaced === undefined || first.isPublic(replaced);
}

/** What `positives.yaml` closes: by member name, by pointer, or by operationId, with or without an example, and pointer. */
function closedBy(
  { document, records, recipes: { of, closed, unlisted } }: Run,
  operation: Operation,
  example: string | null,
): Closed {
  const { operationId } = operation;
  const holds = (list: readonly string[]) => (pointer: string) =>
    list.some(
      (one) =>
        one === pointer ||
        one === `${operationId}${pointer}` ||
        one === `${operationId}.${example}${pointer}` ||
        one === pointer.split('/').at(-1) ||
        one === operationId,
    );
  return {
    value: holds(closed.values),
    presence: holds(closed.presence),
    unlisted: (pointer) => ownMember(unlisted, operationId + pointer) ?? [],
    objects: of.has(operationId),
    unique: new Set(
      records.collections.flatMap(({ create, below, outer }) =>
        create === operation || below.includes(operation) ? varied(outer.patch ?? null) : [],
      ),
    ),
    said: of.has(operationId) ? [] : sentencesAbout(document, operation, []).said,
  };
}

/** Names of the members of a patch that are made anew for each record. */
const varied = (patch: Json): string[] =>
  isObject(patch)
    ? Object.entries(patch).flatMap(([name, value]) =>
        isObject(value) && '$another' in value ? [name] : varied(value),
      )
    : [];
