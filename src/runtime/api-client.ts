/**
 * The type of a client: the methods of openapi-fetch with types of our own. Those of openapi-fetch let a misspelt or
 * superfluous property of a body pass, and rewrite every type on its way, which turns `'a' | (string & {})`, a string of
 * which some values are known, into something that is no string any more.
 */
import type { HeadersOptions, ParamsOption, ParseAs } from 'openapi-fetch';
import type { CallResult } from './call-result.js';
import type { ClientMiddleware } from './middleware.js';
import type { CallSettings } from './settings.js';

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** @template Paths the `paths` of a generated types.ts */
export type ApiClient<Paths extends object, Throws extends boolean = false> = {
  /** `client.POST('/path', { params, body })`; the same for each method that the document has for a path. */
  [M in Method as PathsWith<Paths, M> extends never ? never : Uppercase<M>]: <
    Path extends PathsWith<Paths, M>,
    As extends ParseAs = 'json',
    Throw extends boolean = Throws,
  >(
    path: Path,
    ...options: OptionalIfEmpty<CallOptions<OperationOf<Paths, Path, M>, As, Throw>>
  ) => Promise<CallResult<OperationOf<Paths, Path, M>, As, Throw>>;
} & {
  /** For types alone: what the client was made of. */
  readonly paths?: Paths;
  /** For types alone: whether failures are thrown. */
  readonly throws?: Throws;
  /** Adds middlewares of openapi-fetch. Those added here see requests after credentials have been put in. */
  use(...middleware: ClientMiddleware[]): void;
  eject(...middleware: ClientMiddleware[]): void;
};

/** Parameters and body as the operation has them, what a client's options set for all calls, and what `fetch` takes. */
export type CallOptions<
  Operation,
  As extends ParseAs = 'json',
  Throws extends boolean = boolean,
> = ParamsOption<Operation> &
  BodyOption<Operation> &
  Omit<CallSettings, 'throwOnError'> &
  Omit<RequestInit, 'body' | 'headers' | 'method'> & {
    /** Go before those of the client; `null` takes one of them away. */
    headers?: HeadersOptions;
    /** In place of the client's, within its origin. */
    baseUrl?: string;
    /** In place of the client's. */
    fetch?: (request: Request) => Promise<Response>;
    /** For this call, after those of the client. */
    middleware?: readonly ClientMiddleware[];
    /**
     * How to read the body of a success. Anything but `json` is not held against the document. A `stream` is handed
     * over as soon as the header section is there: then `timeout`, `maxBodySize` and `signal` are done with it.
     * @default 'json'
     */
    parseAs?: As;
    /** Rejects with KycApiError in place of a result with `ok: false`. @default that of the client */
    throwOnError?: Throws;
  };

type PathsWith<Paths, M extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends Record<M, object> ? Path : never;
}[keyof Paths];

export type OperationOf<Paths, Path extends keyof Paths, M extends Method> =
  Paths[Path] extends Record<M, infer Operation> ? Operation : never;

type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Operation extends { requestBody?: infer Body }
    ? { body?: Body extends { content: infer Content } ? Content[keyof Content] : never }
    : { body?: never };

export type OptionalIfEmpty<Options> = object extends Options ? [options?: Options] : [options: Options];
