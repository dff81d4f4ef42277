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

/** One attempt, as seen by other modules. */
export interface AttemptContext {
  /** From 1. */
  readonly number: number;
  readonly signal: AbortSignal;
  /** The id of the call, which openapi-fetch creates for the first attempt. */
  id?: string;
  /** Called before the request is sent. @throws the error of the call if it has ended */
  leave(): void;
}

/** @throws {Error} openapi-fetch's own error, for an invalid middleware */
export function checkMiddleware(middleware: readonly ClientMiddleware[]): ClientMiddleware[] {
  createClient().use(...(middleware as Middleware[]));
  return middleware.filter(Boolean);
}

/**
 * @param place where the middlewares come from, for the error message
 * @param keep receives a response that a middleware has created
 * @throws {BodyUsed} for a middleware that has read a body that is still needed
 */
export function guard(
  middleware: readonly ClientMiddleware[],
  place: string,
  call: Call,
  attempt: AttemptContext,
  keep: (response: Response) => Response,
): Middleware[] {
  return middleware.filter(Boolean).map((one, index): Middleware => {
    const name = `middleware ${index + 1} of ${place}`;
    const widen = <C extends MiddlewareCallbackParams>(context: C) => ({
      ...context,
      id: (attempt.id ??= context.id),
      attempt: attempt.number,
      operationId: call.operationId,
    });
    const { onRequest, onResponse, onError } = one;
    return {
      ...(onRequest && {
        async onRequest(context) {
          const changed = await onRequest.call(one, widen(context));
          if (changed instanceof Response) return keep(refuseUsed(changed, call, name));
          refuseUsed(changed instanceof Request ? changed : context.request, call, name);
          return changed;
        },
      }),
      ...(onResponse && {
        async onResponse(context) {
          const changed = await onResponse.call(one, widen(context));
          refuseUsed(changed instanceof Response ? changed : context.response, call, name);
          return changed;
        },
      }),
      ...(onError && {
        async onError(context) {
          const changed = await onError.call(one, widen(context));
          if (changed instanceof Response) refuseUsed(changed, call, name);
          return changed;
        },
      }),
    } as Middleware;
  });
}

/** @param who the function that had the message before */
export function refuseUsed<Message extends Request | Response>(message: Message, call: Call, who: string): Message {
  if (message.bodyUsed || message.body?.locked) throw new BodyUsed(call, message instanceof Response, who);
  return message;
}
