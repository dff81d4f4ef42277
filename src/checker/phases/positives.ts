/**
 * The phase of what must be taken: each optional part left out and added, each listed value, each branch of a union,
 * the shortest and the longest, letters of other scripts, and what HTTP and JSON leave open. Each is proven to be valid
 * before it is sent; who refuses it breaks the document as much as who takes what it forbids.
 */
import { chooseSchemes } from '../../openapi/credentials.js';
import type { Json, Operation } from '../../openapi/document.js';
import { encodeBody } from '../../openapi/request-body.js';
import { upgradeSchemas } from '../../openapi/upgrade.js';
import type { Planned } from '../planned.js';
import { callsOf, isSafe } from '../recipes/calls.js';
import { applyRule } from '../recipes/rules.js';
import type { CaseResult } from '../report.js';
import type { Phase, PhaseResult, Run } from '../run.js';
import { findLeaks } from '../validate/leak.js';
import { responseFor, validateResponse, type Violation } from '../validate/response.js';
import { createRequestValidator } from '../validate/schema.js';
import { mediaOf } from './negatives/media.js';
import { Precondition, NotSent } from './negatives/precondition.js';
import { receivedBody } from './negatives/received.js';
import type { Schemas } from './negatives/schemas-at.js';
import { wantedOperations, type Success } from './negatives/wanted.js';
import { isSuccess } from '../plan.js';
import { batchesOf } from './positives/batches.js';
import { bodyVariations, type Closed } from './positives/body.js';
import { messageVariations, parameterVariations, ruleVariations } from './positives/request.js';
import type { Variation } from './positives/variation.js';

export const positives: Phase = { name: 'positives', plan: planPositives, run: runPositives };

const everything = 'everything';

const rowOf = ({ operationId, method, path }: Operation, example: string | null, name: string) => ({
  operationId,
  method,
  path,
  status: '2XX',
  example,
  phase: 'positives' as const,
  case: name,
});

function planPositives(run: Run): Planned[] {
  return wantedOperations(run, 'positives').map((wanted) => {
    const { operation } = wanted;
    if ('reason' in wanted) return { ...rowOf(operation, null, everything), reason: wanted.reason, calls: [] };
    const [{ example, casePlan }] = wanted.successes;
    return { ...rowOf(operation, example, everything), calls: callsOf(run, operation, casePlan) };
  });
}

async function runPositives(run: Run): Promise<PhaseResult> {
  const schemas = { document: upgradeSchemas(run.document), validator: createRequestValidator(run.document) };
  const wanted = wantedOperations(run, 'positives');
  const rows: CaseResult[] = [];
  for (const [index, one] of wanted.entries()) {
    run.progress?.('positives', index, wanted.length);
    const { operation } = one;
    const reason = 'reason' in one ? one.reason : run.bail.reason;
    if (reason !== undefined || 'reason' in one) rows.push(skipped(operation, null, everything, reason ?? ''));
    else {
      const known = new Set<string>();
      for (const success of one.successes) rows.push(...(await runSuccess(run, schemas, operation, success, known)));
    }
  }
  return { cases: rows, errors: [] };
}

const skipped = (operation: Operation, example: string | null, name: string, reason: string): CaseResult => ({
  ...rowOf(operation, example, name),
  outcome: 'skipped',
  violations: [],
  reason,
});

/** @param known what another example of the operation has shown already */
async function runSuccess(run: Run, schemas: Schemas, operation: Operation, success: Success, known: Set<string>) {
  const { example, casePlan } = success;
  const first = await Precondition.setUp(run, operation, casePlan);
  if ('reason' in first) return [skipped(operation, example, everything, first.reason)];
  const { body } = first;
  const media = body && mediaOf(schemas.document, operation, body.mediaType);
  const schema = media && 'schema' in media.value ? `${media.pointer}/schema` : undefined;
  const isValid = (value: Json): boolean => {
    if (!body || !media || schema === undefined) return false;
    const received = receivedBody(schemas.document, body.mediaType, media.value.schema, value);
    return received !== undefined && schemas.validator.at(schema)(received).length === 0;
  };
  const closed = closedBy(run, operation);
  const schemes = chooseSchemes(operation, casePlan, run.credentials, run.recipes.credentials);
  const all = [
    ...(body && schema !== undefined && isValid(body.value) ? bodyVariations(schemas, schema, body.value, closed) : []),
    ...parameterVariations(schemas.document, operation, closed),
    ...messageVariations(operation, body),
    ...ruleVariations(run, operation, body, schemes),
  ].filter(({ name }) => !known.has(name));
  all.forEach(({ name }) => known.add(name));

  const rows: CaseResult[] = [];
  // What changes nothing finds the same situation again.
  const isKept = isSafe(operation, run.recipes);
  let ready: Precondition | { reason: string } | undefined = first;
  const attempt = async (batch: readonly Variation[]): Promise<Violation[] | string> => {
    ready ??= await Precondition.setUp(run, operation, casePlan);
    if ('reason' in ready) return ready.reason;
    const found = await send(run, operation, ready, batch, schemes);
    if (!isKept) ready = undefined;
    return found;
  };
  for (const batch of batchesOf(all, body?.value, isValid)) {
    if (run.signal?.aborted || run.bail.reason !== undefined) {
      const reason = run.bail.reason ?? 'the run ended before this case';
      rows.push(...batch.map(({ name }) => skipped(operation, example, name, reason)));
      continue;
    }
    const together = await attempt(batch);
    const isFine = typeof together !== 'string' && together.length === 0;
    const apart = new Map<Variation, Violation[] | string>();
    if (!isFine && batch.length > 1) for (const one of batch) apart.set(one, await attempt([one]));
    const isOnlyTogether = [...apart.values()].every((found) => typeof found !== 'string' && found.length === 0);
    for (const one of batch) {
      const found = isFine ? [] : (apart.get(one) ?? together);
      rows.push(rowFor(operation, example, one.name, found));
    }
    if (!isFine && batch.length > 1 && isOnlyTogether) {
      rows.push(rowFor(operation, example, `together: ${batch.map(({ name }) => name).join(', ')}`, together));
    }
    rows.slice(-batch.length - 1).forEach((row) => run.bail.observe(row));
  }
  return rows;
}

function rowFor(operation: Operation, example: string | null, name: string, found: Violation[] | string): CaseResult {
  if (typeof found === 'string') return skipped(operation, example, name, found);
  const outcome = found.length > 0 ? 'failed' : 'passed';
  return { ...rowOf(operation, example, name), outcome, violations: found };
}

async function send(
  run: Run,
  operation: Operation,
  precondition: Precondition,
  batch: readonly Variation[],
  schemes: readonly string[],
): Promise<Violation[] | string> {
  const { document, responseValidator } = run;
  const rule = batch.find((one) => one.rule)?.rule;
  const change = rule && applyRule(rule, operation.operationId, precondition.body?.value, schemes);
  const write = batch.find((one) => one.write)?.write;
  let sent;
  try {
    sent = await precondition.send({
      ...(change && { ...change, given: rule.given ?? [] }),
      parameters: Object.assign({}, ...batch.map(({ parameters }) => parameters ?? {})),
      encode: (mediaType, value, media) => {
        const varied = batch.reduce((one, { apply }) => apply?.(one) ?? one, value);
        const encoded = encodeBody(mediaType, varied, media);
        return encoded && write ? { ...encoded, bytes: Buffer.from(write(varied)) } : encoded;
      },
      alter: (request) => batch.reduce((one, { alter }) => alter?.(one) ?? one, request),
    });
  } catch (error) {
    if (error instanceof NotSent) return `what comes before it is not there: ${error.message}`;
    throw error;
  }
  const { request, exchange } = sent;
  const violation = (code: Violation['code'], kind: Violation['kind'], message: string): Violation[] => [
    { code, kind, pointer: '', message, clause: batch[0]?.clause ?? '' },
  ];
  if ('failure' in exchange) return violation('transport-broken', 'transport', exchange.failure.message);
  const { response } = exchange;
  if (response.status === 429) return 'the target takes no more requests for now (429)';
  const documented = responseFor(operation.responses, response.status);
  if (!documented || !isSuccess(String(response.status))) {
    return violation(
      'status-refused',
      'status',
      `expected a documented success, got ${response.status}: the document allows it`,
    );
  }
  const plain = {
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
  return [
    ...validateResponse(responseValidator, documented[1], operation.method, response).violations,
    ...findLeaks(document, plain, response, responseValidator.propertyNames),
    ...(responseValidator.relations?.judge(operation, plain, response) ?? []),
  ];
}

/** What `positives.yaml` closes: by member name, by pointer, or by operationId and pointer. */
function closedBy({ recipes: { closed } }: Run, { operationId }: Operation): Closed {
  const holds = (list: readonly string[]) => (pointer: string) =>
    list.some(
      (one) =>
        one === pointer ||
        one === `${operationId}${pointer}` ||
        one === pointer.split('/').at(-1) ||
        one === operationId,
    );
  return { value: holds(closed.values), presence: holds(closed.presence) };
}
