import type { ForcedReply } from '../core-state.js';
import type { Reply } from '../handler.js';
import { problem } from '../problem.js';
import type { ControlCall } from './access.js';
import { invalid } from './invalid.js';

interface ForcedResponse extends Omit<ForcedReply, 'times'> {
  provider: string;
  operationId: string;
  times?: number;
}

export function forceResponse({ settings, state, body }: ControlCall): Reply {
  const { provider, operationId, times = 1, ...reply } = body as ForcedResponse;
  const routes = settings.providers.find(({ behaviour }) => behaviour.name === provider)?.routes;
  if (!routes?.some((route) => route.operationId === operationId)) {
    return problem(404, 'Not found', 'There is no such operation of a provider here.');
  }
  const fault = findFault(reply);
  if (fault) return invalid([{ in: 'body', ...fault }]);
  const key = `${provider}/${operationId}`;
  state.forced[key] = [...(state.forced[key] ?? []), { ...reply, times }];
  return { status: 204 };
}

/** What could not be sent, found out before it has to be. */
function findFault({ status, headers, body }: Omit<ForcedReply, 'times'>) {
  if (body !== undefined && [204, 205, 304].includes(status)) {
    return { instancePath: '/body', message: `must be left out: ${status} has none` };
  }
  try {
    new Headers(headers);
  } catch {
    return { instancePath: '/headers', message: 'must be names and values that HTTP allows' };
  }
  return undefined;
}
