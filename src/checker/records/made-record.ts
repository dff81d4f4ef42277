/** The records that the request of an operation is about, where no recipe says how they are made. */
import type { Json, JsonObject } from '../../openapi/document.js';
import type { Step } from '../recipes/step.js';

/** What a request of an operation needs. */
export interface MadeRecord {
  /** Steps that make the records. */
  given: readonly Step[];
  /** Names them. */
  parameters?: JsonObject;
  /** Makes the request create another record than those before. */
  patch?: Json;
}

/** By operationId. */
export type Records = ReadonlyMap<string, MadeRecord>;
