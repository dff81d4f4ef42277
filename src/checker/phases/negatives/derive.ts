/** Everything that the document lets one say is wrong about a request. */
import { chooseSchemes } from '../../../openapi/credentials.js';
import type { Operation } from '../../../openapi/document.js';
import type { CasePlan } from '../../plan.js';
import type { CredentialSource } from '../../recipes/recipe.js';
import type { Run } from '../../run.js';
import type { Schemas } from './schemas-at.js';
import { bodyNegatives } from './body.js';
import { contentNegatives } from './content.js';
import { credentialNegatives } from './credentials.js';
import type { Derived } from './group.js';
import { methodNegatives } from './methods.js';
import { parameterNegatives } from './parameters.js';
import type { Precondition } from './precondition.js';

/** What its schemas, its media types and its path rule out. */
export function deriveFromRequest(run: Run, schemas: Schemas, operation: Operation, { body }: Precondition): Derived {
  const fromSchema = body
    ? bodyNegatives(schemas, operation, body, run.responseValidator.propertyNames)
    : { negatives: [] };
  const negatives = [
    ...parameterNegatives(schemas, operation),
    ...('negatives' in fromSchema ? fromSchema.negatives : []),
    ...(body ? contentNegatives(operation, body) : []),
    // Another method of what is safe need not be.
    ...methodNegatives(run.operations, operation, run.readOnly ? ['GET'] : undefined),
  ];
  return { negatives, skipped: 'reason' in fromSchema ? [{ name: 'body', reason: fromSchema.reason }] : [] };
}

const unknownCredential = 'no credential is known, so that a wrong one cannot be told from it';

export function deriveFromCredentials(run: Run, operation: Operation, casePlan: CasePlan): Derived {
  const { credentials, recipes, document } = run;
  const chosen = chooseSchemes(operation, casePlan, credentials, recipes.credentials);
  const isKnown = (scheme: string) =>
    Object.hasOwn({ ...credentials, ...casePlan.credentials }, scheme) || isReal(recipes.credentials[scheme]);
  const negatives = credentialNegatives(document, operation, chosen, isKnown);
  const skipped = negatives.length === 0 ? [] : chosen.filter((scheme) => !isKnown(scheme));
  return {
    negatives,
    skipped: skipped.map((scheme) => ({ name: `credential ${scheme}: wrong`, reason: unknownCredential })),
  };
}

/** Issued by the implementation, made by a key, or given with the recipes; not a text that stands for one. */
const isReal = (source: CredentialSource | undefined): boolean =>
  source !== undefined && !('value' in source && source.operation === undefined && source.value.startsWith('fake-'));
