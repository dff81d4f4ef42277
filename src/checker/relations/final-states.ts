/** States in which work has come to its end. */
import { isObject, type Json } from '../../openapi/document.js';

const finalState =
  /^(?:succe(?:eded|ss|ssful)|fail(?:ed|ure)|cancel(?:l?ed)?|complete[d]?|done|finished|error(?:ed)?|reject(?:ed)?|abort(?:ed)?|expired)$/i;

export const isFinal = (state: Json | undefined): boolean => typeof state === 'string' && finalState.test(state);

/** The state that a record shows. */
export const stateShown = (record: Json): Json | undefined =>
  isObject(record) ? (record.status ?? record.state) : undefined;
