/**
 * The type of a client: the methods of openapi-fetch with types of our own. The types of openapi-fetch accept misspelt
 * or superfluous properties of a body. They also transform every type, which breaks `'a' | (string & {})`, a string
 * with some known values.
 */
import type { HeadersOptions, ParamsOption, ParseAs } from 'openapi-fetch';
import type { CallResult } from './call-result.js';
import type { ClientMiddleware } from './middleware.js';
import type { CallSettings } from './settings.js';

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** @template Paths the `paths` of a generated types.ts */
export type ApiClient<Paths extends object, Throws extends boolean = false> = {
  /** `client.POST('/path', { params, body })`, and the same for each documented method of a path. */
  [M in Method as PathsWith<Paths, M> extends never ? never : Uppercase<M>]: <
    Path extends PathsWith<Paths, M>,
    As extends ParseAs = 'json',
    Throw extends boolean = Throws,
  >(
    path: Path,
    ...options: OptionalIfEmpty<CallOptions<OperationOf<Paths, Path, M>, As, Throw>>
  ) => Promise<CallResult<OperationOf<Paths, Path, M>, As, Throw>>;
} & {
  /** Only for types: the paths of the client. */
  readonly paths?: Paths;
  /** Only for types: whether failures are thrown. */
  readonly throws?: Throws;
  /** Adds middlewares of openapi-fetch. They receive requests after the credentials were added. */
  use(...middleware: ClientMiddleware[]): void;
  eject(...middleware: ClientMiddleware[]): void;
};

/** Parameters and body of the operation, the client's options for this call, and the options of `fetch`. */
export type CallOptions<
  Operation,
  As extends ParseAs = 'json',
  Throws extends boolean = boolean,
> = ParamsOption<Operation> &
  BodyOption<Operation> &
  Omit<CallSettings, 'throwOnError'> &
  Omit<RequestInit, 'body' | 'headers' | 'method' | 'redirect' | 'signal'> & {
    /** Ends the call at once; it rejects with the signal's reason. */
    signal?: AbortSignal | null | undefined;
    /**
     * What a redirect is: a result (`manual`), an error, or followed within the origin of the server. Another origin never
     * receives the credentials: its redirect is a result.
     * @default 'manual'
     */
    redirect?: RequestInit['redirect'] | undefined;
    /** Override the client's headers; `null` removes one. */
    headers?: HeadersOptions | undefined;
    /** Overrides the client's base URL; it must have the same origin. */
    baseUrl?: string | undefined;
    /** Overrides the client's `fetch`. */
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    /** Middlewares of this call, which run after those of the client. */
    middleware?: readonly ClientMiddleware[] | undefined;
    /**
     * How to read the body of a success. Only `json` is validated against the document. A `stream` is returned as soon
     * as the headers are received: `signal` still ends it, `timeout`, `deadline` and `maxBodySize` do not.
     * @default 'json'
     */
    parseAs?: As | undefined;
    /** Rejects with KycApiError instead of a result with `ok: false`. @default the client's value */
    throwOnError?: Throws | undefined;
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
