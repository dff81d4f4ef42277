/** Answers one call of a provider within a transaction. */
import type { Validator } from '../../runtime/validator.js';
import type { Call, Context, Reply } from './handler.js';
import { validateParameters } from './parameters.js';
import { problem } from './problem.js';
import type { Provider, RequestViolation } from './provider.js';
import type { Incoming } from './read-request.js';

export interface HandledCall {
  readonly call: Call;
  readonly reply: Reply;
  readonly violations: readonly RequestViolation[];
}

/** @param stub the response to send instead of the handler's */
export async function answer(
  provider: Provider,
  context: Context,
  incoming: Incoming,
  stub?: Reply,
): Promise<HandledCall> {
  const { behaviour } = provider;
  const { now, state, ids, webhooks, settings } = context;
  const { route, method, path, params, query, headers, rawBody, parsed } = incoming;
  const { operationId } = route;
  const { body } = parsed;
  // Each member by its name: V8 keeps an object of this size that begins with a spread as a slow dictionary.
  const call: Call = {
    now,
    state,
    ids,
    webhooks,
    settings,
    operationId,
    method,
    path,
    params,
    query,
    headers,
    rawBody,
    body,
  };
  if (stub) return { call, reply: stub, violations: [] };
  const violations = [
    ...validateParameters(route.parameters, call.params, call.query),
    ...(await validateBody(provider, incoming)),
  ];
  if (violations.length > 0) return { call, reply: await behaviour.invalid(call, violations), violations };
  const handler = behaviour.handlers[operationId];
  const reply = handler
    ? await handler(call)
    : problem(501, 'Not implemented', `The sandbox does not play ${operationId} of ${behaviour.name} yet.`);
  return { call, reply, violations };
}

async function validateBody(
  { validators }: Provider,
  { route, parsed }: Incoming,
): Promise<readonly RequestViolation[]> {
  if (parsed.violations.length > 0) return parsed.violations;
  if (parsed.body === undefined || parsed.mediaType === 'multipart/form-data') return [];
  const known = typeof validators === 'function' ? await validators() : validators;
  const validate: Validator<unknown> | undefined = known[`${route.operationId}Request`];
  if (!validate || validate(parsed.body)) return [];
  return (validate.errors ?? []).map((violation) => ({ ...violation, in: 'body' as const }));
}
