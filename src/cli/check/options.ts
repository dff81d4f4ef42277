/** The options of a check, from what the user says and the configuration has. */
import type { CheckOptions } from '../../checker/check.js';
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
