/** Derives all negatives of one valid request. */
import { ownMember } from '../../../openapi/own.js';
import { chooseSchemes } from '../../../openapi/credentials.js';
import type { Operation } from '../../../openapi/document.js';
import type { CasePlan } from '../../plan.js';
import type { CredentialSource, SigningKey } from '../../recipes/recipe.js';
import { signer } from '../../recipes/sign.js';
import type { Run } from '../../run.js';
import type { Schemas } from './schemas-at.js';
import { bodyNegatives } from './body.js';
import { contentNegatives } from './content.js';
import { credentialNegatives } from './credentials.js';
import { unlistedFiles } from './files.js';
import type { Derived } from './group.js';
import type { Negative } from './negative.js';
import { ruleNegatives } from './rules.js';
import { methodNegatives } from './methods.js';
import { parameterNegatives } from './parameters.js';
import type { Precondition } from './precondition.js';

/** Negatives of the schemas, the media types and the path. */
export function deriveFromRequest(
  run: Run,
  schemas: Schemas,
  operation: Operation,
  casePlan: CasePlan,
  { body }: Precondition,
): Derived {
  const schemes = chooseSchemes(operation, casePlan, run.credentials, run.recipes.credentials);
  const fromSchema = body
    ? bodyNegatives(schemas, operation, body, run.responseValidator.propertyNames)
    : { negatives: [] };
  const negatives = [
    ...parameterNegatives(schemas, operation),
    ...('negatives' in fromSchema ? fromSchema.negatives : []),
    ...(body ? [...contentNegatives(operation, body), ...unlistedFiles(schemas.document, operation, body)] : []),
    // Another method of a safe operation may be unsafe.
    ...methodNegatives(run.operations, operation, run.readOnly ? ['GET'] : undefined),
  ];
  const rules = ruleNegatives(run, operation, body, schemes);
  const unknown = 'reason' in fromSchema ? [{ name: 'body', reason: fromSchema.reason }] : [];
  return { negatives: [...negatives, ...rules.negatives], skipped: [...unknown, ...rules.skipped] };
}

const unknownCredential = 'no credential is known, so that a wrong one cannot be told from it';

export function deriveFromCredentials(run: Run, operation: Operation, casePlan: CasePlan): Derived {
  const { credentials, recipes, document } = run;
  const chosen = chooseSchemes(operation, casePlan, credentials, recipes.credentials);
  const isKnown = (scheme: string) =>
    Object.hasOwn({ ...credentials, ...casePlan.credentials }, scheme) ||
    isReal(ownMember(recipes.credentials, scheme));
  const negatives = credentialNegatives(document, operation, chosen, isKnown);
  for (const scheme of chosen) {
    const source = ownMember(recipes.credentials, scheme);
    const isOwn = !Object.hasOwn({ ...credentials, ...casePlan.credentials }, scheme);
    if (source && 'sign' in source && isOwn) negatives.push(...signatureNegatives(scheme, source));
  }
  const skipped = negatives.length === 0 ? [] : chosen.filter((scheme) => !isKnown(scheme));
  return {
    negatives,
    skipped: skipped.map((scheme) => ({ name: `credential ${scheme}: wrong`, reason: unknownCredential })),
  };
}

/** Well-formed signatures of another request or of another key. */
function signatureNegatives(scheme: string, source: { sign: string } & SigningKey): Negative[] {
  const otherKey = signer({ ...source, key: undefined, seed: 'another key' } as Parameters<typeof signer>[0]);
  const common = {
    clause: `/components/securitySchemes/${scheme}`,
    refusal: 'credentials',
    hasCurl: false,
  } as const;
  return [{ ...common, name: `credential ${scheme}: of another key`, change: { credentials: { [scheme]: otherKey } } }];
}

/** Whether the value is real: issued by the implementation, made by a key, or given with the recipes. */
const isReal = (source: CredentialSource | undefined): boolean =>
  source !== undefined && !('value' in source && source.operation === undefined && source.value.startsWith('fake-'));
