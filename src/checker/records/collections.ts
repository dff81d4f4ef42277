/**
 * The collections of a document: what is created with POST at a path, or with PUT at an id that the client chooses, and
 * is found one segment below it.
 */
import type { Operation, Parameter } from '../../openapi/document.js';

export interface Collection {
  /** `POST /customers`, or `PUT /customers/{customerId}` */
  create: Operation;
  /** `/customers` */
  path: string;
  /** `/customers/{customerId}` */
  item: string;
  /** The last parameter of `item`. */
  parameter: Parameter;
  /** `GET` of the item, where there is one. */
  read: Operation | undefined;
  /** The operations of an item, and of what is below it. */
  below: readonly Operation[];
}

/** Whether the client chooses the id. */
export const isChosen = ({ create, item }: Pick<Collection, 'create' | 'item'>): boolean => create.path === item;

const lastSegment = /^(?<collection>.*)\/\{(?<name>[^{}/]+)\}$/;

/** Outer ones first: an inner one is made in an item of the outer one. */
export function collectionsOf(operations: readonly Operation[]): Collection[] {
  const items = new Set(operations.flatMap(({ path }) => itemsOf(path)));
  const posts = operations.filter(({ method }) => method === 'POST');
  const collections = [...items]
    .sort((one, other) => one.length - other.length)
    .flatMap((item): Collection[] => {
      const { collection, name } = lastSegment.exec(item)?.groups ?? {};
      const post = posts.find(({ path }) => path.replace(/\/$/, '') === collection) ?? elsewhere(posts, collection);
      const put = operations.find(
        ({ method, path, responses }) => method === 'PUT' && path === item && responses.has('201'),
      );
      const create = post ?? put;
      const below = operations.filter(({ path }) => path === item || path.startsWith(`${item}/`));
      const parameter = below[0]?.parameters.find((one) => one.in === 'path' && one.name === name);
      if (!create || !parameter || collection === undefined) return [];
      const read = below.find(({ method, path }) => method === 'GET' && path === item);
      return [{ create, path: collection, item, parameter, read, below }];
    });
  const isOuter = ({ create, path, item }: Collection): boolean => create.path.startsWith(path) || create.path === item;
  return [...collections.filter(isOuter), ...collections.filter((one) => !isOuter(one))];
}

/** `POST /houses/{house}/visits` creates what stands at `/visits/{visit}`, if nothing else does. */
function elsewhere(posts: readonly Operation[], collection = ''): Operation | undefined {
  const name = collection.split('/').at(-1) ?? '';
  const found = name === '' || name.includes('{') ? [] : posts.filter(({ path }) => path.endsWith(`}/${name}`));
  return found.length === 1 ? found[0] : undefined;
}

/** The beginnings of a path that end with a parameter which is a whole segment. */
function itemsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.flatMap((segment, index) =>
    /^\{[^{}]+\}$/.test(segment) ? [segments.slice(0, index + 1).join('/')] : [],
  );
}
