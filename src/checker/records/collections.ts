/**
 * The collections of a document: what is created with POST at a path, or with PUT at an id that the client chooses, and
 * is found one segment below it.
 */
import { isObject, type JsonObject, type Operation, type Parameter } from '../../openapi/document.js';
import { isSuccess } from '../status.js';
import type { Link } from './links.js';
import { answersList } from './wrapping.js';

export interface Collection {
  /** `POST /customers`, or `PUT /customers/{customerId}` */
  create: Operation;
  /** `/customers` */
  path: string;
  /** `/customers/{customerId}`, without a slash at its end */
  item: string;
  /** The last parameter of `item`. */
  parameter: Parameter;
  /** `GET` of the item, where there is one. */
  read: Operation | undefined;
  /** The operations of an item, and of what is below it. */
  below: readonly Operation[];
  /** The expression of the id in the answer of `create`, where a link of the document says it. */
  link?: string | undefined;
}

/** A path without the slash that some frameworks put at its end. */
export const bare = (path: string): string => path.replace(/(?<=.)\/$/, '');

/** A path whose parameters have no names: `/applicants/{id}` is `/applicants/{applicant_id}`. */
export const shapeOf = (path: string): string => bare(path).replaceAll(/\{[^{}]+\}/g, '{}');

/** The first operation of some methods at the path of a record itself. */
export const atItem = (
  { below, item }: Pick<Collection, 'below' | 'item'>,
  ...methods: string[]
): Operation | undefined => below.find((one) => methods.includes(one.method) && bare(one.path) === item);

/** What shows what stands at a path. */
export const readAt = (operations: readonly Operation[], path: string): Operation | undefined =>
  operations.find((one) => one.method === 'GET' && bare(one.path) === bare(path));

/** Whether an operation does something with a record: `POST /jobs/{id}/cancel`. */
export const isAction = ({ method, path }: Operation, { item }: Pick<Collection, 'item'>): boolean =>
  method === 'POST' && bare(path) !== item && !path.slice(item.length).includes('{');

/** Of collections around one another the innermost. */
export const innermost = <One extends Pick<Collection, 'item'>>(all: readonly One[]): One | undefined =>
  all.toSorted((one, other) => other.item.length - one.item.length)[0];

/** Whether the client chooses the id. */
export const isChosen = ({ create, item }: Pick<Collection, 'create' | 'item'>): boolean => bare(create.path) === item;

/** Whether an operation replaces or changes what is there. */
export const isChange = ({ method }: Operation): boolean => method === 'PUT' || method === 'PATCH';

/** Whether an operation brings back what was deleted: `POST /applicants/{id}/restore`. */
export const isRestoring = ({ method, path }: Operation): boolean =>
  method === 'POST' && /[/:](?:restore|undelete|recover|undestroy|revive|untrash)$/i.test(bare(path));

/** What says which state of a record a change is meant for (RFC 9110, 13.1.1). */
export const tagOf = ({ parameters }: Operation): Parameter | undefined =>
  parameters.find((one) => one.in === 'header' && /^if-match$/i.test(one.name));

const lastSegment = /^(?<collection>.*)\/\{(?<name>[^{}/]+)\}$/;

/** Outer ones first: an inner one is made in an item of the outer one. */
export function collectionsOf(
  document: JsonObject,
  operations: readonly Operation[],
  links: readonly Link[],
): Collection[] {
  const posts = operations.filter(({ method }) => method === 'POST');
  const postsAt = groupedBy(posts, ({ path }) => [bare(path)]);
  const postsNamed = groupedBy(posts, ({ path }) => /\}\/([^/{]+)$/.exec(bare(path))?.slice(1) ?? []);
  const belowOf = groupedBy(operations, ({ path }) => itemsOf(path));
  const linksTo = groupedBy(links, ({ to }) => [bare(to.path)]);
  const collections = [...belowOf]
    .sort(([one], [other]) => one.length - other.length)
    .flatMap(([item, below]): Collection[] => {
      const { collection, name } = lastSegment.exec(item)?.groups ?? {};
      if (collection === undefined) return [];
      const own = below.filter(({ path }) => bare(path) === item);
      const put = own.find(({ method, responses }) => method === 'PUT' && responses.has('201'));
      const linked = linksTo
        .get(item)
        ?.filter(({ from, parameters }) => from.method === 'POST' && parameters.has(name ?? ''));
      const read = own.find(({ method }) => method === 'GET');
      const create =
        postsAt.get(collection)?.[0] ??
        elsewhere(postsNamed, collection) ??
        linked?.[0]?.from ??
        put ??
        actionFor(posts, item, read);
      const parameter = below[0]?.parameters.find((one) => one.in === 'path' && one.name === name);
      if (!create || !parameter) return [];
      const link = linked?.find(({ from }) => from === create)?.parameters.get(parameter.name);
      return [{ create, path: collection, item, parameter, read, below, link }];
    });
  const known = new Set(collections.map(({ create }) => create));
  collections.push(...posts.filter((one) => !known.has(one)).flatMap((one) => listedAlone(document, one, operations)));
  const isOuter = ({ create, path, item }: Collection): boolean =>
    create.path.startsWith(path) || bare(create.path) === item;
  return [...collections.filter(isOuter), ...collections.filter((one) => !isOuter(one))];
}

/** What is created and listed at one path, and has none of its own: others may name it by its id. */
function listedAlone(document: JsonObject, create: Operation, operations: readonly Operation[]): Collection[] {
  const path = bare(create.path);
  const isListed = operations.some(
    (one) => one.method === 'GET' && bare(one.path) === path && answersList(document, one),
  );
  if (!isListed || /\}$|:[\w-]+$/.test(path)) return [];
  const parameter: Parameter = { name: 'id', in: 'path', required: true, object: {}, pointer: '' };
  return [{ create, path, item: `${path}/{id}`, parameter, read: undefined, below: [] }];
}

function groupedBy<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** `POST /houses/{house}/visits` creates what stands at `/visits/{visit}`, if nothing else does. */
function elsewhere(posts: ReadonlyMap<string, readonly Operation[]>, collection: string): Operation | undefined {
  const found = posts.get(collection.split('/').at(-1) ?? '') ?? [];
  return found.length === 1 ? found[0] : undefined;
}

/** `POST /jobs/{job}:run` answers with what stands at `/jobs/{job}/runs/{run}`: it has the same schema, as nothing else has. */
function actionFor(posts: readonly Operation[], item: string, read: Operation | undefined): Operation | undefined {
  const schema = read && schemaAnswered(read);
  if (schema === undefined) return undefined;
  const found = posts.filter((one) => !one.path.startsWith(item) && schemaAnswered(one) === schema);
  return found.length === 1 ? found[0] : undefined;
}

/** The reference of the schema of a success. */
function schemaAnswered({ responses }: Operation): string | undefined {
  const [, response] = [...responses].find(([status]) => isSuccess(status)) ?? [];
  const content = response && isObject(response.value.content) ? Object.values(response.value.content) : [];
  const schemas = content.map((media) => (isObject(media) && isObject(media.schema) ? media.schema.$ref : undefined));
  return schemas.find((one) => typeof one === 'string');
}

/** The beginnings of a path that end with a parameter which is a whole segment, or has a verb after it: `{order}:cancel`. */
function itemsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.flatMap((segment, index) => {
    const [, parameter] = /^(\{[^{}]+\})(?::[\w-]+)?$/.exec(segment) ?? [];
    return parameter === undefined ? [] : [[...segments.slice(0, index), parameter].join('/')];
  });
}
