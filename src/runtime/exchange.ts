/** From a request to its answer, past the middlewares, as openapi-fetch does it. */
import type { Middleware, MiddlewareCallbackParams } from 'openapi-fetch';
import type { Call } from './definition.js';
import { NetworkError } from './errors/network-error.js';

/** @throws {NetworkError}, unless a middleware knows better, and whatever a middleware throws */
export async function exchange(
  call: Call,
  context: MiddlewareCallbackParams,
  middleware: readonly Middleware[],
): Promise<Response> {
  for (const { onRequest } of middleware) {
    const changed = await onRequest?.(context);
    if (changed && !('method' in changed)) return changed;
    if (changed) context.request = changed;
  }
  const backwards = [...middleware].reverse();
  let response: Response | undefined;
  try {
    response = await context.options.fetch(context.request);
  } catch (cause) {
    let error: Error = new NetworkError(call, cause);
    for (const { onError } of backwards) {
      const changed = response ? undefined : await onError?.({ ...context, error });
      if (changed instanceof Error) error = changed;
      else if (changed) response = changed;
    }
    if (!response) throw error;
  }
  for (const { onResponse } of backwards) response = (await onResponse?.({ ...context, response })) ?? response;
  return response;
}
