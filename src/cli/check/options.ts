/** The options of a check, from what the user says and the configuration has. */
import type { CheckOptions } from '../../checker/check.js';
import type { Workflows } from '../../checker/phases/workflows/arazzo.js';
import type { Recipes } from '../../checker/recipes/recipe.js';
import { refuseUnknown } from '../../checker/selection.js';
import { isObject } from '../../openapi/document.js';
import { isInstalled } from '../../openapi/peer-packages.js';
import { controlOptions } from './control.js';
import { readCredentials } from './credentials.js';
import type { Settings } from './flags.js';
import type { Subject } from './subject.js';

/** Responses of these APIs have a few kB, documents up to 20 MB (the provider's limit). */
const maxBodySize = 32 * 1024 * 1024;

/** @throws {CliError} exit code 2, for recipes, workflows or credentials that cannot be used. */
export async function optionsOf(subject: Subject, url: URL, settings: Settings): Promise<CheckOptions> {
  const { noRecipes, readRecipes, readWorkflows, recipesOfVersion, workflowsOfVersion } =
    await import('../../checker/index.js');
  const { flags } = settings;
  const { document, workflows } = subject;
  const read = subject.recipes === undefined ? noRecipes : readRecipes(subject.recipes, subject.allowRefs);
  const recipes = subject.isOtherVersion ? recipesOfVersion(document, read) : read;
  const arazzo = workflows === undefined ? undefined : readWorkflows(workflows, subject.allowRefs);
  refuseUnknown('input', Object.keys(settings.inputs), inputNames(recipes, arazzo));
  const control = controlOptions(flags.control, url);
  return {
    name: subject.name,
    document,
    positions: subject.positions,
    url,
    recipes: { ...recipes, inputs: { ...recipes.inputs, ...settings.inputs } as typeof recipes.inputs },
    workflows: arazzo && subject.isOtherVersion ? workflowsOfVersion(document, arazzo) : arazzo,
    credentials: await readCredentials(document, settings.credentials),
    ...(flags.prefer === 'auto' ? {} : { honoursPrefer: flags.prefer === 'always' }),
    ...(control && { control }),
    selection: { phases: flags.phase, operations: flags.operation, statuses: flags.status, tags: flags.tag },
    ...(flags.shard && { shard: flags.shard }),
    readOnly: flags.readOnly ?? false,
    required: flags.require ?? [],
    ...(flags.minCoverage !== undefined && { minCoverage: flags.minCoverage }),
    bail: flags.bail ?? false,
    keep: flags.keep ?? false,
    ...(flags.concurrency !== undefined && { concurrency: flags.concurrency }),
    driver: flags.driver ?? (isInstalled('dredd') ? 'dredd' : 'direct'),
    timeout: flags.timeout,
    strict: flags.strict ?? false,
    maxBodySize,
  };
}

/** Those that have a value, those that recipes speak of, and those of the workflows. */
function inputNames({ of, background, ...recipes }: Recipes, workflows: Workflows | undefined): string[] {
  const spokenOf = JSON.stringify([...of.values(), ...background.values(), recipes]).matchAll(/\$inputs\.([\w-]+)/g);
  const { inputs = {}, inputsOf = {}, descriptions = new Map<string, never>() } = workflows ?? {};
  const own = [...descriptions.values()].flatMap(({ workflows: list }) =>
    list.map((one) => (isObject(one.inputs) && isObject(one.inputs.properties) ? one.inputs.properties : {})),
  );
  return [
    ...Object.keys(recipes.inputs),
    ...[...spokenOf].map(([, name]) => String(name)),
    ...[inputs, ...Object.values(inputsOf), ...own].flatMap((one) => Object.keys(one)),
  ];
}
