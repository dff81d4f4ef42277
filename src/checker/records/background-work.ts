/** Work on a record that goes on after an answer: whether there is any, and how long it may take. */
import { follow, isObject, operationObject, type JsonObject, type Operation } from '../../openapi/document.js';
import type { Step } from '../recipes/step.js';
import { isFinal } from '../relations/final-states.js';
import { sentencesOf } from '../sentences.js';
import { templateOf, type MadeCollection } from './made-record.js';
import { stateMemberOf } from './state-member.js';

/** Seconds that work may take which the document says no time of. */
export const longestWork = 5;

/** The step after which work on a record has come to its end; undefined where none goes on after a request. */
export function stepUntilEnd(document: JsonObject, { create, read, below, inner }: MadeCollection): Step | undefined {
  const beginning = [create, ...below].filter(({ responses }) => responses.has('202'));
  const states = read && beginning.length > 0 ? stateMemberOf(document, read)?.states : undefined;
  if (!read || !states?.some(isFinal) || states.every(isFinal)) return undefined;
  const untilEnd = Math.max(...beginning.map((one) => secondsSaid(document, one) ?? longestWork));
  return { operation: read.operationId, ...templateOf(inner), untilEnd };
}

/** "The operation reaches a final status within five seconds" */
export function secondsSaid(document: JsonObject, operation: Operation): number | undefined {
  const { description } = operationObject(document, operation) ?? {};
  const { headers } = operation.responses.get('202')?.value ?? {};
  const ofHeaders = Object.values(isObject(headers) ? headers : {}).map(
    (node) => follow(document, node, '')?.value.description,
  );
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  const found = [description, ...ofHeaders].flatMap(sentencesOf).flatMap((one) => {
    const [, said = ''] = /\b(?:within|in at most|after at most|no later than) (\d+|\w+) seconds?\b/i.exec(one) ?? [];
    const seconds = /^\d+$/.test(said) ? Number(said) : numbers.indexOf(said.toLowerCase()) + 1;
    return seconds > 0 ? [seconds] : [];
  });
  return found[0];
}
