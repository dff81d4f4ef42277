/** The middlewares of a caller: openapi-fetch's, which also learn which attempt of which call they see. */
import createClient, { type Middleware, type MiddlewareCallbackParams } from 'openapi-fetch';
import type { Call } from './definition.js';
import { BodyUsed } from './errors/body-used.js';

/** What openapi-fetch hands to a middleware. `id` is that of the call: all its attempts have the same. */
export interface MiddlewareContext extends MiddlewareCallbackParams {
  /** From 1. A call is sent again only where that is safe. */
  readonly attempt: number;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;
}

/** As openapi-fetch has it. A middleware runs once for each attempt. */
export interface ClientMiddleware {
  onRequest?(
    context: MiddlewareContext,
  ): void | Request | Response | undefined | Promise<Request | Response | undefined | void>;
  onResponse?(
    context: MiddlewareContext & { response: Response },
  ): void | Response | undefined | Promise<Response | undefined | void>;
  onError?(context: MiddlewareContext & { error: unknown }): void | Response | Error | Promise<void | Response | Error>;
}

/** One attempt, as far as others need to know it. */
export interface AttemptContext {
  /** From 1. */
  readonly number: number;
  readonly signal: AbortSignal;
  /** Of the call; that which openapi-fetch makes for the first attempt. */
  id?: string;
  /** Called before the request is sent. @throws what the call has ended with, if it has */
  leave(): void;
}

/** @throws {Error} openapi-fetch's own, for what is no middleware */
export function checkMiddleware(middleware: readonly ClientMiddleware[]): ClientMiddleware[] {
  createClient().use(...(middleware as Middleware[]));
  return middleware.filter(Boolean);
}

/**
 * @param place where they come from, for the error that names one
 * @param keep takes over an answer of a middleware's own
 * @throws {BodyUsed} for one that has read what has to be sent, or handed on
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

/** @param who has had it in its hands */
export function refuseUsed<Message extends Request | Response>(message: Message, call: Call, who: string): Message {
  if (message.bodyUsed || message.body?.locked) throw new BodyUsed(call, message instanceof Response, who);
  return message;
}
