/** Our own rules for Redocly, one per file. A rule has the name of its file; `redocly.yaml` enables it as `kyc/…`. */
import { closedClauseHasNote } from './rules/closed-clause-has-note.js';
import { deprecatedHasSunset } from './rules/deprecated-has-sunset.js';
import { enumHasType } from './rules/enum-has-type.js';
import { examplesArePaired } from './rules/examples-are-paired.js';
import { fileNameIsOperationId } from './rules/file-name-is-operation-id.js';
import { fileNameIsWorkflowId } from './rules/file-name-is-workflow-id.js';
import { mediaTypeHasExample } from './rules/media-type-has-example.js';
import { namesFollowConvention } from './rules/names-follow-convention.js';
import { operationHasGeneration } from './rules/operation-has-generation.js';
import { propertyIsDescribedAndTyped } from './rules/property-is-described-and-typed.js';
import { provenanceResolves, workflowProvenanceResolves } from './rules/provenance-resolves.js';
import { rootHoldsOnlyRefs } from './rules/root-holds-only-refs.js';

/** @returns {import('@redocly/openapi-core').Plugin} */
export default function plugin() {
  return {
    id: 'kyc',
    rules: {
      oas3: withoutEmptyNodes({
        'closed-clause-has-note': closedClauseHasNote,
        'deprecated-has-sunset': deprecatedHasSunset,
        'enum-has-type': enumHasType,
        'examples-are-paired': examplesArePaired,
        'file-name-is-operation-id': fileNameIsOperationId,
        'media-type-has-example': mediaTypeHasExample,
        'names-follow-convention': namesFollowConvention,
        'operation-has-generation': operationHasGeneration,
        'property-is-described-and-typed': propertyIsDescribedAndTyped,
        'provenance-resolves': provenanceResolves,
        'root-holds-only-refs': rootHoldsOnlyRefs,
      }),
      arazzo1: withoutEmptyNodes({
        'file-name-is-workflow-id': fileNameIsWorkflowId,
        'provenance-resolves': workflowProvenanceResolves,
      }),
    },
  };
}

/** A node without a value is visited, too. Redocly's `struct` reports it, so our rules do not see it. */
function withoutEmptyNodes(rules) {
  const unlessEmpty =
    (visit) =>
    (node, ...context) =>
      node === null || visit(node, ...context);
  return mapValues(
    rules,
    (rule) => (options) => mapValues(rule(options), (visitor) => mapValues(visitor, unlessEmpty)),
  );
}

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
