/**
 * The values of a workflow's inputs: the user's, or those of `run.yaml`, or the defaults of the workflow. `run.yaml`
 * has the expressions of recipes, and `$credentials.<scheme>`.
 */
import { ownMember } from '../../../openapi/own.js';
import { environmentVariable } from '../../../openapi/credentials.js';
import { propertiesOf, isObject, type JsonObject } from '../../../openapi/document.js';
import { credentialIn, evaluate, ownWords } from '../../expression.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import type { CredentialSource } from '../../recipes/recipe.js';
import type { Run } from '../../run.js';
import type { Workflow, Workflows } from './arazzo.js';

export interface Inputs {
  /** Values that may be written to a file. */
  open: JsonObject;
  /** Secret values by name: only Respect gets them, in its environment. */
  secret: Record<string, string>;
  /** Those of the values that are counted from now (`$now`), in Unix seconds. */
  times: number[];
}

type Known = Pick<Run, 'credentials' | 'recipes' | 'gateway'>;

/** Or the reason why the workflow cannot be run. */
export function inputsOf(workflow: Workflow, workflows: Workflows, known: Known): Inputs | { reason: string } {
  const sources = { ...workflows.inputs, ...ownMember(workflows.inputsOf, workflow.workflowId) };
  const schema = isObject(workflow.inputs) ? workflow.inputs : {};
  const properties = propertiesOf(schema);
  const context = { ...ownWords(), now: known.gateway.now(), outputs: {}, inputs: known.recipes.inputs };
  const found: Inputs = { open: {}, secret: {}, times: [] };
  for (const [name, property] of Object.entries(properties)) {
    const source = ownMember(sources, name) ?? null;
    const credential = credentialIn(source);
    if (credential) {
      const value = credentialOf(credential, known);
      if (value === undefined)
        return { reason: `it takes a credential: set ${environmentVariable(credential.scheme)}` };
      found.secret[name] = value;
    } else if (source !== null) {
      const value = evaluate(source, context);
      found.open[name] = value;
      if (isObject(source) && '$now' in source && typeof value === 'number') found.times.push(value);
    } else if (isRequired(schema, name) && isObject(property) && !('default' in property || '$ref' in property)) {
      return { reason: `nothing says what its input "${name}" is` };
    }
  }
  return found;
}

/**
 * A request as it would be if the workflow had been begun so many seconds later, with the times that it was given. A workflow cannot tell the time: with
 * each wait what it sends grows older, until the target refuses it.
 */
export function laterBy(seconds: number, times: readonly number[], request: SentRequest): SentRequest {
  if (seconds <= 0 || times.length === 0 || !request.body) return request;
  const text = request.body.toString('latin1');
  const later = text.replace(/(?<![\w.-])\d{9,11}(?![\w.])/g, (digits) =>
    times.includes(Number(digits)) ? String(Number(digits) + seconds) : digits,
  );
  return { ...request, body: Buffer.from(later, 'latin1') };
}

const isRequired = ({ required }: JsonObject, name: string): boolean =>
  Array.isArray(required) && required.includes(name);

function credentialOf(
  { scheme, part }: NonNullable<ReturnType<typeof credentialIn>>,
  { credentials, recipes }: Known,
): string | undefined {
  const value = ownMember(credentials, scheme) ?? fixed(ownMember(recipes.credentials, scheme));
  if (typeof value !== 'string' || part === undefined) return typeof value === 'string' ? value : undefined;
  const colon = value.indexOf(':');
  return part === 'username' ? value.slice(0, colon) : value.slice(colon + 1);
}

/** The recipes' credential, where the user has given none. */
function fixed(source: CredentialSource | undefined): string | undefined {
  return source && 'value' in source && source.operation === undefined ? (source.value as string) : undefined;
}
