/** The objects that the successes of an operation may have, by their schemas: what texts say of members is read in them. */
import { hasType, propertiesOf, type JsonObject, type Operation } from '../../openapi/document.js';
import { perObject } from '../../openapi/per-object.js';
import { escapeToken } from '../../openapi/pointer.js';
import { flatten, jsonSchemaOf } from '../../openapi/sample.js';
import { isSuccess } from '../status.js';

export type Members = readonly (readonly [name: string, schema: JsonObject])[];

export interface ObjectSchema {
  /** Pattern of its place: each index is `*`. */
  place: string;
  members: Members;
  /** The members of what is around it, the innermost first: none of a list. */
  around: readonly Members[];
}

const maxDepth = 8;
const mostObjects = 2000;

/** By status, each before those within it. */
export const objectSchemasOf = (document: JsonObject, operation: Operation): ReadonlyMap<string, ObjectSchema[]> =>
  ofDocument(document)(operation);

const ofDocument = perObject((document: JsonObject) =>
  perObject(
    (operation: Operation) =>
      new Map(
        [...operation.responses]
          .filter(([status]) => isSuccess(status))
          .map(([status, response]) => {
            const found: ObjectSchema[] = [];
            collect({ document, found, left: mostObjects }, jsonSchemaOf(document, response), '', []);
            return [status, found] as const;
          }),
      ),
  ),
);

interface Collecting {
  document: JsonObject;
  found: ObjectSchema[];
  left: number;
}

function collect(
  state: Collecting,
  schema: JsonObject | undefined,
  place: string,
  around: ObjectSchema['around'],
): void {
  if (!schema || around.length > maxDepth || state.left-- <= 0) return;
  if (hasType(schema, 'array')) {
    collect(state, flatten(state.document, schema.items ?? null), `${place}/*`, [[], ...around]);
    return;
  }
  const members = membersOf(state.document, schema);
  state.found.push({ place, members, around });
  for (const [name, member] of members) collect(state, member, `${place}/${escapeToken(name)}`, [members, ...around]);
}

export const membersOf = (document: JsonObject, schema: JsonObject | undefined): Members =>
  Object.entries(propertiesOf(schema)).flatMap(([name, node]): [string, JsonObject][] => {
    const flat = flatten(document, node);
    return flat ? [[name, flat]] : [];
  });
