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
        /**
         * The document leaves open whether it is taken in this state, or whether the state is the one that it expects: where
         * it is not answered so, what needs it is not exercised.
         */
        mayRefuse?: true;
        /** It is sent again for so many seconds, until the record that it shows is where work has come to its end. */
        untilEnd?: number;
      }
    | {
        /** The operationId of the control API, for what no request of the contract can do. */
        control: string;
        /** Left out where there is no control API, instead of what it belongs to. */
        optional?: true;
      }
  );

/** Why steps cannot be run without the control API, where there is none. */
export function lacksControl({ control }: { control?: unknown }, steps: readonly Step[] = []): string | undefined {
  if (control) return undefined;
  const needed = steps.find((step) => 'control' in step && !step.optional);
  return needed && 'control' in needed ? `needs the control API: ${needed.control}` : undefined;
}
