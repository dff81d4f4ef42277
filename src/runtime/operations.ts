/** Operations by name, in addition to paths. They are plain functions, so that a bundler removes unused ones. */
import type { ParseAs } from 'openapi-fetch';
import type { CallOptions, Method, OperationOf, OptionalIfEmpty } from './api-client.js';
import type { CallResult } from './call-result.js';

/** The part of a client's type that its operations need. */
interface Typed<Paths, Throws> {
  readonly paths?: Paths;
  readonly throws?: Throws;
}

/** One operation of a document. Its arguments are the client and the options of the client's method. */
export interface Operation<Path extends PropertyKey, M extends Method> {
  <Paths extends object, Throws extends boolean, As extends ParseAs = 'json', Throw extends boolean = Throws>(
    client: Typed<Paths, Throws>,
    ...options: OptionalIfEmpty<CallOptions<OperationOf<Paths, Path & keyof Paths, M>, As, Throw>>
  ): Promise<CallResult<OperationOf<Paths, Path & keyof Paths, M>, As, Throw>>;
}

/** An operation that is bound to a client. */
export interface BoundOperation<Of, Throws extends boolean> {
  <As extends ParseAs = 'json', Throw extends boolean = Throws>(
    ...options: OptionalIfEmpty<CallOptions<Of, As, Throw>>
  ): Promise<CallResult<Of, As, Throw>>;
}

export type BoundGroup<Group, Paths, Throws extends boolean> = {
  readonly [Name in keyof Group]: Group[Name] extends Operation<infer Path, infer M>
    ? BoundOperation<OperationOf<Paths, Path & keyof Paths, M>, Throws>
    : never;
};

/** The groups by name, with their operations bound to the client. */
export type WithOperations<Groups, Paths, Throws extends boolean> = {
  readonly [Name in keyof Groups]: BoundGroup<Groups[Name], Paths, Throws>;
};

/** For generated code. */
export function operation<Path extends string, M extends Method>(method: M, path: Path): Operation<Path, M> {
  return ((client: Record<string, (path: string, options: unknown) => unknown>, options: unknown) =>
    client[method.toUpperCase()]!(path, options)) as unknown as Operation<Path, M>;
}

/**
 * Returns the client with operations by name, which have the same options and results.
 * @param groups the groups that you use, of `kyc-contracts/<provider>/operations`; a bundle contains no others
 * @example
 * const sila = withOperations(createSilaClient({ credentials }), { kyc, users });
 * const { data, error } = await sila.kyc.start({ body });
 */
export function withOperations<C extends Typed<object, boolean>, Groups extends Readonly<Record<string, object>>>(
  client: C,
  groups: Groups,
): C & WithOperations<Groups, PathsOf<C>, ThrowsOf<C>> {
  const bound = Object.entries(groups).map(([name, group]) => {
    const operations = Object.entries(group as Record<string, (client: C, options: unknown) => unknown>);
    return [
      name,
      Object.fromEntries(operations.map(([key, call]) => [key, (options: unknown) => call(client, options)])),
    ];
  });
  return { ...client, ...Object.fromEntries(bound) };
}

type PathsOf<C> = C extends { readonly paths?: infer Paths } ? NonNullable<Paths> : never;
type ThrowsOf<C> = C extends { readonly throws?: infer Throws } ? Extract<Throws, boolean> : false;
