/** The names of the members that a document describes in the answers of an operation. */
import { follow, isObject, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { grammar } from '../../openapi/grammar.js';
import { perObject } from '../../openapi/per-object.js';
import { isSuccess } from '../status.js';

/** What says nothing of the members that are there. */
const silent = new Set(['$defs', 'not', 'propertyNames']);
const children = Object.entries(grammar.schema).filter(([keyword]) => !silent.has(keyword));

/**
 * Names in the schemas of the successes. Another member is the target's own: it may change with anything.
 * @returns undefined where a schema takes any name, as a map does
 */
export const namesShown = (document: JsonObject, operation: Operation): ReadonlySet<string> | undefined =>
  namesIn(document)(operation);

const namesIn = perObject((document: JsonObject) =>
  perObject(({ responses }: Operation): ReadonlySet<string> | undefined => {
    const found = new Set<string>();
    const seen = new Set<JsonObject>();
    let isOpen = false;
    const visit = (node: Json | undefined): void => {
      const schema = follow(document, node, '')?.value;
      if (!schema || seen.has(schema)) return;
      seen.add(schema);
      if (isObject(schema.additionalProperties) || isObject(schema.patternProperties)) isOpen = true;
      Object.keys(isObject(schema.properties) ? schema.properties : {}).forEach((name) => found.add(name));
      for (const [keyword, child] of children) {
        const value = schema[keyword];
        if (typeof child === 'string') visit(value);
        else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
      }
    };
    for (const [status, { value }] of responses)
      for (const media of isSuccess(status) && isObject(value.content) ? Object.values(value.content) : [])
        visit(isObject(media) ? media.schema : undefined);
    return isOpen || found.size === 0 ? undefined : found;
  }),
);
