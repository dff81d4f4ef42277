/** Defects of a documented header. */
import { follow, isObject, type JsonObject } from '../../../src/openapi/document.js';
import { withHeader, type Answer } from '../answer.js';
import type { Sample } from '../sample.js';

type HeaderBreak = [kind: string, name: string, change: (answer: Answer) => Answer];

export function headerKinds(document: JsonObject, { planned, answer }: Sample): HeaderBreak[] {
  const headers = isObject(planned.response.value.headers) ? planned.response.value.headers : {};
  return Object.entries(headers).flatMap(([name, node]): HeaderBreak[] => {
    const header = follow(document, node, '')?.value;
    if (!header || answer.headers.get(name) === null) return [];
    const schema = follow(document, header.schema, '')?.value ?? {};
    const isNumber = schema.type === 'integer' || schema.type === 'number';
    return [
      ...(header.required === true
        ? [['header-missing', name, (given: Answer) => withHeader(given, name, null)] satisfies HeaderBreak]
        : []),
      ...(isNumber
        ? [['header-wrong', name, (given: Answer) => withHeader(given, name, 'many')] satisfies HeaderBreak]
        : []),
    ];
  });
}
