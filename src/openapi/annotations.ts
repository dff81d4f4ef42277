/** Schemas that allow every value. */
import { isObject, type Json } from './document.js';

/** Keywords for people and tools, which allow every value. */
export const annotations: ReadonlySet<string> = new Set(
  (
    'title description summary example examples externalDocs $comment $schema $id $anchor deprecated default ' +
    'readOnly writeOnly xml discriminator'
  ).split(' '),
);

/** Whether a schema allows everything: `true`, or `{}` with descriptions. */
export function isEverything(schema: Json | undefined): boolean {
  if (schema === true || schema === undefined) return true;
  return isObject(schema) && Object.keys(schema).every((key) => annotations.has(key) || key.startsWith('x-'));
}
