/** The collections of a document: what is created with POST at a path, and is found one segment below it. */
import type { Operation, Parameter } from '../../openapi/document.js';

export interface Collection {
  /** `POST /customers` */
  create: Operation;
  /** `/customers/{customerId}` */
  item: string;
  /** The last parameter of `item`. */
  parameter: Parameter;
  /** `GET` of the item, where there is one. */
  read: Operation | undefined;
  /** The operations of an item, and of what is below it. */
  below: readonly Operation[];
}

const lastSegment = /^(?<collection>.*)\/\{(?<name>[^{}/]+)\}$/;

/** Outer ones first: an inner one is made in an item of the outer one. */
export function collectionsOf(operations: readonly Operation[]): Collection[] {
  const items = new Set(operations.flatMap(({ path }) => itemsOf(path)));
  return [...items]
    .sort((one, other) => one.length - other.length)
    .flatMap((item) => {
      const { collection, name } = lastSegment.exec(item)?.groups ?? {};
      const create = operations.find(({ method, path }) => method === 'POST' && path.replace(/\/$/, '') === collection);
      const below = operations.filter(({ path }) => path === item || path.startsWith(`${item}/`));
      const parameter = below[0]?.parameters.find((one) => one.in === 'path' && one.name === name);
      if (!create || !parameter) return [];
      const read = below.find(({ method, path }) => method === 'GET' && path === item);
      return [{ create, item, parameter, read, below }];
    });
}

/** The beginnings of a path that end with a parameter which is a whole segment. */
function itemsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.flatMap((segment, index) =>
    /^\{[^{}]+\}$/.test(segment) ? [segments.slice(0, index + 1).join('/')] : [],
  );
}
