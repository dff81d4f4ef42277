/**
 * Decides, before a single request is sent, what the document promises: one case for every documented response and
 * every named example of it. A case either has a request that is known to bring it about, or a reason why not.
 */
import { follow, isObject, type Json, type JsonObject, type Operation, type Located } from '../openapi/document.js';
import { examplesOf } from '../openapi/examples.js';
import { CliError } from '../openapi/cli-error.js';
import { recipeFor, type Recipe, type Step, type RequestTemplate } from './recipes/recipe.js';
import { refusedSchemes } from '../openapi/credentials.js';
import { makeRequest } from '../openapi/request.js';
import type { Run } from './run.js';

export interface Case {
  operation: Operation;
  /** Key in the Responses Object. */
  status: string;
  response: Located;
  /** Key in the response's `content`; undefined where the document leaves the body open. */
  mediaType: string | undefined;
  /** The named example, null where the response has none. */
  example: string | null;
  /** The example's value, to tell one documented failure from its siblings. */
  value: Json | undefined;
  /**
   * Whether the request is known to bring about just this response.
   * If it is not, any documented success is a lawful answer.
   */
  addressed: boolean;
  /** Whether it must be this very alternative of a success, too; of a failure it always must. */
  exact: boolean;
  casePlan: CasePlan | { reason: string };
  /** What of the request was made from a schema, for want of an example. */
  made?: string[];
}

/** How a response is to be brought about. */
export interface CasePlan extends RequestTemplate {
  given: readonly Step[];
  expect?: Json;
  then?: readonly Step[];
  headers: Record<string, string>;
  addressed: boolean;
  exact: boolean;
}

type Plan = Pick<Run, 'document' | 'operations' | 'recipes' | 'control' | 'honoursPrefer'> &
  Partial<Pick<Run, 'selection'>>;

/** @throws {CliError} exit code 2 for a recipe whose steps name an operation that is not there. */
export function planCases(plan: Plan): Case[] {
  const { document, operations, recipes, honoursPrefer, selection = {} } = plan;
  const { operations: wanted = [] } = selection;
  const chosen = operations.filter(({ operationId }) => wanted.length === 0 || wanted.includes(operationId));
  return chosen.flatMap((operation) => {
    const promises = promisesOf(document, operation);
    return promises.map((promise): Case => {
      const recipe = recipeFor(recipes, operation.operationId, promise.example ?? promise.status);
      if (!honoursPrefer) checkSteps(plan, promise, recipe);
      const casePlan = honoursPrefer
        ? askFor(promise, promises, recipe)
        : setUp(plan, promise, promises, recipe, requestExamples(document, operation));
      if ('reason' in casePlan) return { ...promise, addressed: false, exact: false, casePlan };
      const headers = {
        ...casePlan.headers,
        ...(promise.mediaType ? { accept: `${promise.mediaType}, */*;q=0.1` } : {}),
      };
      // Tried without the values that only the run knows, to see whether the document has the examples for it.
      const { from, parameters } = casePlan;
      const template = { ...(from !== undefined && { from }), ...(parameters && { parameters }) };
      const made = makeRequest(document, { operation, template, schemes: [], credentials: {}, headers });
      const refused = casePlan.security ? undefined : refusedSchemes(document, operation);
      const lack = 'missing' in made ? made.missing : refused;
      // A success of which no source says when it comes may come in place of another success.
      const isEither = promises.some(
        (other) =>
          other.status !== promise.status &&
          [other, promise].every(({ status }) => isSuccess(status)) &&
          isStateAlone(recipeFor(recipes, operation.operationId, other.example ?? other.status)),
      );
      const whole = {
        ...promise,
        addressed: casePlan.addressed && !isEither,
        exact: casePlan.exact && !isEither,
        casePlan: lack === undefined ? { ...casePlan, headers } : { reason: lack },
      };
      return 'made' in made && made.made.length > 0 ? { ...whole, made: made.made } : whole;
    });
  });
}

function checkSteps({ operations, control }: Plan, { operation, example, status }: Promised, recipe?: Recipe): void {
  for (const step of [...(recipe?.given ?? []), ...(recipe?.then ?? [])]) {
    const isKnown =
      'operation' in step
        ? operations.some(({ operationId }) => operationId === step.operation)
        : !control || control.operations.has(step.control);
    const name = 'operation' in step ? step.operation : step.control;
    if (isKnown) continue;
    throw new CliError(
      `the recipe of ${operation.operationId} ${example ?? status} names "${name}", which no document has`,
      2,
    );
  }
}

type Promised = Omit<Case, 'addressed' | 'exact' | 'casePlan'>;

function promisesOf(document: JsonObject, operation: Operation): Promised[] {
  return [...operation.responses].flatMap(([status, response]) => {
    const content = isObject(response.value.content) ? response.value.content : {};
    const named = Object.entries(content).flatMap(([mediaType, node]): Promised[] => {
      const media = follow(document, node, '')?.value ?? {};
      const examples = isObject(media.examples) ? [...examplesOf(document, media)] : [];
      return examples
        .filter(([name]) => name !== '')
        .map(([example, value]) => ({ operation, status, response, mediaType, example, value }));
    });
    const unnamed = {
      operation,
      status,
      response,
      mediaType: Object.keys(content)[0],
      example: null,
      value: undefined,
    };
    return named.length > 0 ? named : [unnamed];
  });
}

/** A target that honours `Prefer` can be asked for each response by name; its request only has to be valid. */
function askFor(
  { status, example }: Promised,
  siblings: readonly Promised[],
  recipe: Recipe | undefined,
): CasePlan | { reason: string } {
  const code = codeOf(status, new Set(siblings.map((other) => other.status.toUpperCase())));
  if (code === undefined) return { reason: `"${status}" is no status that can be asked for` };
  const prefer = example === null ? `code=${code}` : `code=${code}, example=${example}`;
  return { given: [], ...fromExample(recipe?.from ?? example), headers: { prefer }, addressed: true, exact: true };
}

/** A status that falls under a range, or under `default`, and is not documented by itself. */
function codeOf(status: string, documented: ReadonlySet<string>): string | undefined {
  if (/^\d{3}$/.test(status)) return status;
  const isDefault = status === 'default';
  const hasSuccess = [...documented].some(isSuccess);
  const [, first] = /^([1-5])XX$/i.exec(status) ?? [];
  if (!isDefault && first === undefined) return undefined;
  const candidates = isDefault
    ? [...(hasSuccess ? [] : ['200']), '500', '400', '503', '418']
    : ['00', '01', '02', '03', '04', '09', '22'].map((rest) => `${first}${rest}`);
  return candidates.find((code) => !documented.has(code) && (!isDefault || !documented.has(`${code[0]}XX`)));
}

const isStateAlone = (recipe: Recipe | undefined): boolean =>
  recipe?.state !== undefined && Object.keys(recipe).length === 1;

const unknownRequest = 'no request is known to bring about this response';

function setUp(
  { control }: Plan,
  promise: Promised,
  siblings: readonly Promised[],
  recipe: Recipe | undefined,
  requestNames: ReadonlySet<string>,
): CasePlan | { reason: string } {
  const { example } = promise;
  if (recipe) {
    const { state, given = [], request: _, ...template } = recipe;
    if (state !== undefined && isStateAlone(recipe)) return { reason: state };
    const needed = [...given, ...(recipe.then ?? [])].find((step) => 'control' in step);
    if (needed && !control)
      return { reason: `${state ?? 'It takes a state'} (needs the control API: ${needed.control})` };
    return { ...fromExample(example), ...template, given, headers: {}, addressed: true, exact: true };
  }
  const plain = plainSuccess(siblings);
  const paired = example !== null && requestNames.has(example);
  if (paired && isPairOf(promise, siblings)) {
    return { given: [], ...fromExample(example), headers: {}, addressed: true, exact: false };
  }
  // With no pair at all, the plain request brings about the documented success, whichever example it then looks like.
  const anyPair = siblings.some((other) => other.status === plain?.status && requestNames.has(other.example ?? ''));
  if (promise === plain && !anyPair) return { given: [], headers: {}, addressed: false, exact: false };
  return { reason: unknownRequest };
}

const fromExample = (name: string | null): RequestTemplate => (name === null ? {} : { from: name });

/** One request cannot bring about two statuses: of several responses with its name, it means the success. */
function isPairOf(promise: Promised, siblings: readonly Promised[]): boolean {
  const namesakes = siblings.filter((other) => other.example === promise.example && other.status !== promise.status);
  if (namesakes.length === 0) return true;
  return isSuccess(promise.status) && !namesakes.some((other) => isSuccess(other.status));
}

export const isSuccess = (status: string): boolean => /^[23]/.test(status);

/** The response to the plain request: the first documented success, or `default` where that is all there is. */
function plainSuccess(siblings: readonly Promised[]): Promised | undefined {
  const successes = siblings
    .filter(({ status }) => isSuccess(status))
    .sort((a, b) => (a.status < b.status ? -1 : a.status > b.status ? 1 : 0));
  return successes[0] ?? siblings.find(({ status }) => status === 'default');
}

/** Names of the examples that a request has. */
export function requestExamples(document: JsonObject, operation: Operation): Set<string> {
  const content = operation.requestBody?.value.content;
  const holders = [
    ...(isObject(content) ? Object.values(content) : []),
    ...operation.parameters.map((parameter) => parameter.object),
  ];
  return new Set(
    holders.flatMap((node) => {
      const holder = follow(document, node, '')?.value;
      return isObject(holder?.examples) ? Object.keys(holder.examples) : [];
    }),
  );
}
