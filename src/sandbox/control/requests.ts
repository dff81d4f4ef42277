import type { Stub } from '../core/core-state.js';
import { findStubError } from '../core/stubs.js';
import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { ControlCall } from './access.js';
import { invalid } from './invalid.js';
import { toIso } from './iso.js';

interface StubbedResponse extends Omit<Stub, 'times'> {
  provider: string;
  operationId: string;
  times?: number;
}

export function forceResponse({ settings, state, body }: ControlCall): Reply {
  const { provider, operationId, times = 1, ...reply } = body as StubbedResponse;
  const routes = settings.providers.find(({ behaviour }) => behaviour.name === provider)?.routes;
  if (!routes?.some((route) => route.operationId === operationId)) {
    return problem(404, 'Not found', 'There is no such operation of a provider here.');
  }
  const error = findStubError(reply);
  if (error) return invalid([{ in: 'body', ...error }]);
  const key = `${provider}/${operationId}`;
  state.forced[key] = [...(state.forced[key] ?? []), { ...reply, times }];
  return { status: 204 };
}

export function listRequests({ settings }: ControlCall): Reply {
  return { status: 200, body: { requests: settings.requestLog.list.map((one) => ({ ...one, at: toIso(one.at) })) } };
}
