/**
 * Converts a client to the type of openapi-fetch, for libraries that accept nothing else: openapi-react-query,
 * path-based clients.
 */
import type { Client } from 'openapi-fetch';
import type { Result } from './attempt.js';
import { KycApiError } from './errors/kyc-api-error.js';

/**
 * `paths` that stay correct under the type transformations of openapi-fetch: an open enum is a `string`, and a property
 * that never exists has the type `''` instead of `never`, which would remove it from every union.
 */
export type OpenapiFetchPaths<Paths> = {
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: PlainOperation<Paths[Path][Method]> };
};

type PlainOperation<Operation> = {
  [Part in keyof Operation]: Part extends 'responses'
    ? { [Status in keyof Operation[Part]]: PlainContent<Operation[Part][Status]> }
    : Part extends 'requestBody'
      ? PlainContent<Operation[Part]>
      : Operation[Part];
};

type PlainContent<Message> = {
  [Part in keyof Message]: Part extends 'content' ? PlainMedia<Message[Part]> : Message[Part];
};

/** A response without a body has no content. */
type PlainMedia<Content> = Content extends object ? { [Media in keyof Content]: Plain<Content[Media]> } : Content;

type Plain<T> = T extends string
  ? string extends T
    ? string
    : T
  : T extends Blob
    ? T
    : T extends (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { [Name in keyof T]: [NonNullable<T[Name]>] extends [never] ? '' : Plain<T[Name]> }
        : T;

type PathsOf<ApiClient> = ApiClient extends { readonly paths?: infer Paths } ? NonNullable<Paths> : never;

/**
 * The same client for libraries of openapi-fetch's ecosystem. They detect a failure by `error`, so a failure without a
 * body has a KycApiError there.
 * @example
 * const $api = createClient(asOpenapiFetch(sila)); // openapi-react-query
 */
export function asOpenapiFetch<ApiClient extends { readonly paths?: object }>(
  client: ApiClient,
): Client<OpenapiFetchPaths<PathsOf<ApiClient>>> {
  const own = client as unknown as Client<any> & {
    request(method: string, path: string, options?: object): Promise<Result>;
  };
  const request = async (method: string, path: string, options?: object) => {
    const result = await own.request(method, path, { ...options, throwOnError: false });
    if (result.ok) return result;
    return { ...result, error: result.error ?? new KycApiError(result.call, result.status, undefined) };
  };
  const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'].map(
    (method) => [method, (path: string, options?: object) => request(method, path, options)] as const,
  );
  const { use, eject } = own;
  return { ...Object.fromEntries(methods), request, use, eject } as never;
}
