/**
 * The type of a client: the methods of openapi-fetch, which does the work, with types of our own. Those of openapi-fetch
 * let a misspelt or superfluous property of a body pass, and rewrite every type on its way, which turns
 * `'a' | (string & {})`, a string of which some values are known, into something that is no string any more.
 */
import type { Client, ParamsOption, ParseAs, RequestOptions } from 'openapi-fetch';

type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** @template Paths the `paths` of a generated types.ts */
export type ApiClient<Paths extends object> = Pick<Client<Paths>, 'use' | 'eject'> & {
  /** `client.POST('/path', { params, body })`; the same for each method that the document has for a path. */
  [M in Method as Uppercase<M>]: <Path extends PathsWith<Paths, M>, As extends ParseAs = 'json'>(
    path: Path,
    ...options: OptionalIfEmpty<CallOptions<OperationOf<Paths, Path, M>, As>>
  ) => Promise<CallResult<OperationOf<Paths, Path, M>, As>>;
};

/**
 * What came back. Look at `data` or `error` to tell success from failure; `response` has status and headers. Statuses
 * whose body the document leaves open add nothing to the type of `error`, so expect an undocumented one there, too.
 */
export type CallResult<Operation, As extends ParseAs = 'json'> =
  | { data: Parsed<ContentOf<Operation, `2${string}`>, As>; error?: never; response: Response }
  | { data?: never; error: ContentOf<Operation, `${1 | 3 | 4 | 5}${string}` | 'default'>; response: Response };

/** Parameters and body as the operation has them, and what `fetch` takes for one call. */
export type CallOptions<Operation, As extends ParseAs = 'json'> = ParamsOption<Operation> &
  BodyOption<Operation> &
  Omit<RequestOptions<Operation>, 'params' | 'body' | 'parseAs'> &
  Omit<RequestInit, 'body' | 'headers' | 'method'> & {
    /** How to read the body of a success. @default 'json' */
    parseAs?: As;
  };

type PathsWith<Paths, M extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends Record<M, object> ? Path : never;
}[keyof Paths];

type OperationOf<Paths, Path extends keyof Paths, M extends Method> =
  Paths[Path] extends Record<M, infer Operation> ? Operation : never;

type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Operation extends { requestBody?: infer Body }
    ? { body?: Body extends { content: infer Content } ? Content[keyof Content] : never }
    : { body?: never };

/** The bodies of the responses whose status begins so, `undefined` if there are none. */
type ContentOf<Operation, Status extends string> = Operation extends { responses: infer Responses }
  ? UndefinedIfNever<
      {
        [Key in keyof Responses]: `${Key & (string | number)}` extends Status ? BodyOf<Responses[Key]> : never;
      }[keyof Responses]
    >
  : unknown;

type BodyOf<R> = R extends { content: infer Content } ? Content[keyof Content] : never;

type UndefinedIfNever<T> = [T] extends [never] ? undefined : T;

type Parsed<T, As extends ParseAs> = As extends 'json'
  ? T
  : Awaited<As extends 'stream' ? Response['body'] : ReturnType<Response[Exclude<As, 'stream'>]>>;

type OptionalIfEmpty<Options> = object extends Options ? [options?: Options] : [options: Options];
