/** The middlewares of a caller: those of openapi-fetch, with the attempt and the operation in their context. */
import createClient, { type Middleware, type MiddlewareCallbackParams } from 'openapi-fetch';
import type { Call } from './definition.js';
import { BodyUsed } from './errors/body-used.js';

/** The context of openapi-fetch. `id` identifies the call: all its attempts have the same one. */
export interface MiddlewareContext extends MiddlewareCallbackParams {
  /** From 1. A call is sent again only if that is safe. */
  readonly attempt: number;
  /** The operationId of the document, such as `kyc`. */
  readonly operationId: string;
}

/** A middleware of openapi-fetch. It runs once for each attempt. */
export interface ClientMiddleware {
  onRequest?(
    context: MiddlewareContext,
  ): void | Request | Response | undefined | Promise<Request | Response | undefined | void>;
  onResponse?(
    context: MiddlewareContext & { response: Response },
  ): void | Response | undefined | Promise<Response | undefined | void>;
  onError?(context: MiddlewareContext & { error: unknown }): void | Response | Error | Promise<void | Response | Error>;
}

/** What all attempts of a call share. */
export interface CallContext {
  readonly call: Call;
  /** Aborts when the call ends early. */
  readonly signal: AbortSignal;
  /** The current attempt, from 1. */
  attempt: number;
  /** Whether a request has left. */
  hasLeft: boolean;
  /** The id of the call, which openapi-fetch creates for the first attempt. */
  id?: string;
}

/** @throws {Error} openapi-fetch's own error, for an invalid middleware */
export function checkMiddleware(middleware: readonly ClientMiddleware[]): void {
  createClient().use(...(middleware as Middleware[]));
}

/**
 * @param place where the middlewares come from, for the error message
 * @param keep receives a response that a middleware has created
 * @throws {BodyUsed} for a middleware that has read a body that is still needed
 */
export function guard(
  middleware: readonly ClientMiddleware[],
  place: string,
  context: CallContext,
  keep: (response: Response) => Response,
): Middleware[] {
  const { call, attempt } = context;
  return middleware.filter(Boolean).map((one, index) => {
    const guarded: Record<string, unknown> = {};
    for (const name of ['onRequest', 'onResponse', 'onError'] as const) {
      if (!one[name]) continue;
      guarded[name] = async (given: MiddlewareCallbackParams & { response?: Response; error?: unknown }) => {
        context.id ??= given.id;
        const { operationId } = call;
        const changed = await one[name]!({ ...given, id: context.id, attempt, operationId } as never);
        const isMessage = changed instanceof Response || changed instanceof Request;
        const next = isMessage ? changed : (given.response ?? (name === 'onRequest' && given.request));
        if (next) refuseUsed(next, call, `middleware ${index + 1} of ${place}`);
        return name === 'onRequest' && changed instanceof Response ? keep(changed) : changed;
      };
    }
    return guarded as Middleware;
  });
}

/** @param who the function that had the message before */
export function refuseUsed(message: Request | Response, call: Call, who: string): void {
  if (message.bodyUsed || message.body?.locked) throw new BodyUsed(call, message instanceof Response, who);
}
