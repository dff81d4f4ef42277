/** What recipes, rules and relations are made of. */
import type { Json } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';

/** Something that happens before or after the request. */
export type Step = RequestTemplate & {
  /** What later steps and the request may use of the answer: expressions by name. */
  outputs?: Record<string, string>;
  /** Values that the answer's body must have (`expectation.ts`). */
  expect?: Json;
} & (
    | {
        /** The operationId of the document. */
        operation: string;
        /** What it must answer. @default any documented success */
        status?: number;
      }
    | {
        /** The operationId of the control API, for what no request can bring about. */
        control: string;
      }
  );
