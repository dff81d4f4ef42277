/**
 * Decides, before a single request is sent, what the document promises: one case for every documented response and
 * every named example of it. A case either has a request that is known to bring it about, or a reason why not.
 */
import { follow, isObject, type Json, type JsonObject, type Operation, type Located } from '../openapi/document.js';
import { examplesOf } from '../openapi/examples.js';
import { CliError } from '../openapi/cli-error.js';
import { areMade, templateOf } from './records/made-record.js';
import { recipeFor, type Recipe, type Recipes, type Step, type RequestTemplate } from './recipes/recipe.js';
import { refusedSchemes } from '../openapi/credentials.js';
import { makeRequest } from '../openapi/request.js';
import type { Run } from './run.js';
import { lacksControl } from './recipes/step.js';
import { isSuccess, recordRefusals, stateRefusals } from './status.js';

/** A documented response, or one named example of it. */
interface PlannedResponse {
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
}

/**
 * Which answers to the request of a case are right: `example`, the planned one alone; `status`, those of its status, of
 * failures the planned one alone; `success`, any documented success.
 */
type Expected = 'example' | 'status' | 'success';

export interface Case extends PlannedResponse {
  expected: Expected;
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
  /** Failures by which a target may say that its state is another one: no recipe sets the state up. @default none */
  openTo?: readonly number[];
}

type Plan = Pick<Run, 'document' | 'operations' | 'recipes' | 'control' | 'honoursPrefer'> &
  Partial<Pick<Run, 'selection' | 'records'>>;

/** @throws {CliError} exit code 2 for a recipe whose steps name an operation that is not there. */
export function planCases(plan: Plan): Case[] {
  const { document, operations, selection = {} } = plan;
  const { operations: wanted = [] } = selection;
  const chosen = operations.filter(({ operationId }) => wanted.length === 0 || wanted.includes(operationId));
  // What others read is not deleted before them.
  const isLast = ({ method, operationId }: Operation): boolean =>
    method === 'DELETE' && !plan.recipes.of.has(operationId) && !plan.honoursPrefer;
  return [...chosen.filter((one) => !isLast(one)), ...chosen.filter(isLast)].flatMap((operation) => {
    const responses = responsesOf(document, operation);
    return responses.map((planned) => planCase(plan, planned, responses));
  });
}

/** @param siblings all planned responses of the operation */
function planCase(plan: Plan, planned: PlannedResponse, siblings: readonly PlannedResponse[]): Case {
  const { document, recipes, honoursPrefer } = plan;
  const { operation, mediaType } = planned;
  const recipe = recipeOf(recipes, planned);
  if (!honoursPrefer) checkSteps(plan, planned, recipe);
  const found = honoursPrefer ? planByPrefer(planned, siblings, recipe) : planByRecipe(plan, planned, siblings, recipe);
  if ('reason' in found) return { ...planned, expected: 'success', casePlan: found };
  const headers = { ...found.casePlan.headers, ...(mediaType ? { accept: `${mediaType}, */*;q=0.1` } : {}) };
  const casePlan = { ...found.casePlan, headers };
  const expected = mayBeOtherSuccess(recipes, planned, siblings) ? 'success' : found.expected;
  // Tried without the values that only the run knows, to see whether the document has the examples for it.
  const { from, parameters } = casePlan;
  const template = { ...(from !== undefined && { from }), ...(parameters && { parameters }) };
  const tried = makeRequest(document, { operation, template, schemes: [], credentials: {}, headers });
  if ('missing' in tried) return { ...planned, expected, casePlan: { reason: tried.missing } };
  const refused = casePlan.security ? undefined : refusedSchemes(document, operation);
  if (refused !== undefined) return { ...planned, expected, casePlan: { reason: refused } };
  return { ...planned, expected, casePlan, ...(tried.made.length > 0 && { made: tried.made }) };
}

const recipeOf = (recipes: Recipes, { operation, example, status }: PlannedResponse): Recipe | undefined =>
  recipeFor(recipes, operation.operationId, example ?? status);

/** Whether another success may come in its place: one of which no source says when it comes. */
const mayBeOtherSuccess = (
  recipes: Recipes,
  { status }: PlannedResponse,
  siblings: readonly PlannedResponse[],
): boolean =>
  isSuccess(status) &&
  siblings.some((one) => one.status !== status && isSuccess(one.status) && isStateAlone(recipeOf(recipes, one)));

function checkSteps({ operations, control }: Plan, { operation, example, status }: PlannedResponse, recipe?: Recipe) {
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

function responsesOf(document: JsonObject, operation: Operation): PlannedResponse[] {
  return [...operation.responses].flatMap(([status, response]) => {
    const content = isObject(response.value.content) ? response.value.content : {};
    const named = Object.entries(content).flatMap(([mediaType, node]): PlannedResponse[] => {
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

type PlanOrReason = { casePlan: CasePlan; expected: Expected } | { reason: string };

/** A target that honours `Prefer` can be asked for each response by name; its request only has to be valid. */
function planByPrefer(
  { status, example }: PlannedResponse,
  siblings: readonly PlannedResponse[],
  recipe: Recipe | undefined,
): PlanOrReason {
  const code = codeOf(status, new Set(siblings.map((other) => other.status.toUpperCase())));
  if (code === undefined) return { reason: `"${status}" is no status that can be asked for` };
  const prefer = example === null ? `code=${code}` : `code=${code}, example=${example}`;
  const casePlan = { given: [], ...fromExample(recipe?.from ?? example), headers: { prefer } };
  return { casePlan, expected: 'example' };
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

/** By the recipe of the response, or else by the request example of the same name. */
function planByRecipe(
  { document, control, recipes, records }: Plan,
  planned: PlannedResponse,
  siblings: readonly PlannedResponse[],
  recipe: Recipe | undefined,
): PlanOrReason {
  const { operation, example } = planned;
  if (recipe) {
    const { state, given = [], request: _, ...template } = recipe;
    if (state !== undefined && isStateAlone(recipe)) return { reason: state };
    const lacking = lacksControl({ control }, [...given, ...(recipe.then ?? [])]);
    if (lacking !== undefined) return { reason: `${state ?? 'It takes a state'} (${lacking})` };
    return { casePlan: { ...fromExample(example), ...template, given, headers: {} }, expected: 'example' };
  }
  const requestNames = requestExamples(document, operation);
  const record = isSuccess(planned.status) ? records?.of.get(operation.operationId) : undefined;
  const given = record?.given ?? [];
  const made = record && templateOf(record);
  // Recipes of an operation set up what it needs. The target may not have the record that an example names.
  const openTo = recipes.of.has(operation.operationId)
    ? undefined
    : [...stateRefusals, ...(areMade(operation, record) ? [] : recordRefusals)];
  const open = openTo && { openTo };
  if (example !== null && requestNames.has(example) && isPairOf(planned, siblings))
    return { casePlan: { ...made, given, ...fromExample(example), headers: {}, ...open }, expected: 'status' };
  // With no pair at all, the plain request brings about the documented success, whichever example it then looks like.
  const plain = plainSuccess(siblings);
  const anyPair = siblings.some((other) => other.status === plain?.status && requestNames.has(other.example ?? ''));
  if (planned === plain && !anyPair) return { casePlan: { ...made, given, headers: {}, ...open }, expected: 'success' };
  return { reason: unknownRequest };
}

const fromExample = (name: string | null): RequestTemplate => (name === null ? {} : { from: name });

/** One request cannot bring about two statuses: of several responses with its name, it means the success. */
function isPairOf({ example, status }: PlannedResponse, siblings: readonly PlannedResponse[]): boolean {
  const namesakes = siblings.filter((other) => other.example === example && other.status !== status);
  if (namesakes.length === 0) return true;
  return isSuccess(status) && !namesakes.some((other) => isSuccess(other.status));
}

/** The response to the plain request: the first documented success, or `default` where that is all there is. */
function plainSuccess(siblings: readonly PlannedResponse[]): PlannedResponse | undefined {
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
