/** Builds the options of a check from the flags and the configuration. */
import { readFileSync } from 'node:fs';
import type { CheckOptions } from '../../checker/check.js';
import type { ControlOptions } from '../../checker/control.js';
import type { Workflows } from '../../checker/phases/workflows/arazzo.js';
import type { Recipes } from '../../checker/recipes/recipe.js';
import { refuseUnknown } from '../../checker/selection.js';
import { isLoopbackHost } from '../../http/loopback.js';
import { isObject, type JsonObject } from '../../openapi/document.js';
import { isInstalled } from '../../openapi/peer-packages.js';
import { generatedPath } from '../../openapi/providers.js';
import { readCredentials } from './credentials.js';
import { maxBodySize } from '../size.js';
import type { Settings } from './flags.js';
import type { Subject } from './subject.js';

/** @throws {CliError} exit code 2, for invalid recipes, workflows or credentials */
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
    otherCredentials: await readCredentials(document, settings.otherCredentials, 'OTHER_'),
    ...(flags.prefer === 'auto' ? {} : { honoursPrefer: flags.prefer === 'always' }),
    ...(control && { control }),
    selection: { phases: flags.phase, operations: flags.operation, statuses: flags.status, tags: flags.tag },
    ...(flags.shard && { shard: flags.shard }),
    readOnly: flags.readOnly ?? false,
    required: flags.require ?? [],
    ...(flags.minCoverage !== undefined && { minCoverage: flags.minCoverage }),
    bail: flags.bail ?? false,
    keep: flags.keep ?? false,
    driver: flags.driver ?? (isInstalled('dredd') ? 'dredd' : 'direct'),
    timeout: flags.timeout,
    strict: flags.strict ?? false,
    maxBodySize,
  };
}

/** The names of inputs with a value, in recipes and in workflows. */
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

/**
 * The URL of the control API: the user's, or the sandbox's default.
 * @param control a base URL, false for none, undefined for the default at the target's own origin, which is only
 *   requested on this machine: another server gets no request that its document does not have
 */
export function controlOptions(control: URL | false | undefined, target: URL): ControlOptions | undefined {
  if (control === false || (!control && !isLoopbackHost(target.host))) return undefined;
  const document = JSON.parse(readFileSync(generatedPath('sandbox', 'openapi.json'), 'utf8')) as JsonObject & {
    servers: [{ url: string }];
  };
  if (control) return { document, url: control, required: true };
  return { document, url: new URL(new URL(document.servers[0].url).pathname, target.origin), required: false };
}
