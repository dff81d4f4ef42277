/** The steps of recipes, rules and relations. */
import type { Json } from '../../openapi/document.js';
import type { RequestTemplate } from '../../openapi/request.js';

/** A request before or after that of the case. */
export type Step = RequestTemplate & {
  /** Values of the response for later steps and the request: expressions by name. */
  outputs?: Record<string, string>;
  /** Values that the body of the response must have (`expectation.ts`). */
  expect?: Json;
} & (
    | {
        /** The operationId of the document. */
        operation: string;
        /** The status that it must have. @default any documented success */
        status?: number;
      }
    | {
        /** The operationId of the control API, for what no request of the contract can do. */
        control: string;
      }
  );
