/** Reads `kyc-contracts.config.{ts,js,mjs,json,yaml}`. Flags override it, and for credentials the environment does. */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '../../checker/nearest.js';
import { readNamed } from '../../openapi/inside-folder.js';
import { CliError } from '../../openapi/cli-error.js';
import { defineConfig, type CheckConfig } from '../config.js';
import { configSchema } from './config-schema.js';
import { unlessEnded } from './unless-ended.js';

const names = ['ts', 'js', 'mjs', 'json', 'yaml'].map((extension) => `kyc-contracts.config.${extension}`);
/** Endings that are as usual, and are not read: to pass them over would check something else. */
const unread = ['yml', 'cjs', 'mts', 'cts', 'jsonc'].map((extension) => `kyc-contracts.config.${extension}`);

/**
 * @param file named by the user; without one, the first of the usual names in the working directory
 * @throws {CliError} exit code 2, with the wrong key and never its value
 */
export async function readConfig(file?: string): Promise<CheckConfig> {
  const found = file ?? names.find((name) => existsSync(name));
  const other = found === undefined ? unread.find((name) => existsSync(name)) : undefined;
  if (other !== undefined) throw new CliError(`${other} is not read: call it ${names.join(' or ')}`, 2);
  if (found === undefined) return {};
  if (!existsSync(found)) throw new CliError(`--config ${found}: no such file`, 2);
  const config = await unlessEnded(found, () => load(resolve(found), found));
  const validate = new Ajv2020({ strict: false, verbose: true }).compile<CheckConfig>(configSchema);
  if (!validate(config)) throw new CliError(`${basename(found)}: ${describe(validate.errors?.[0])}`, 2);
  for (const key of ['credentials', 'otherCredentials'] as const)
    for (const [scheme, value] of Object.entries(config[key] ?? {})) {
      if (typeof value === 'string' || typeof value === 'function') continue;
      const message =
        value === undefined
          ? 'is not set: is its environment variable?'
          : 'must be text, or a function that returns it';
      throw new CliError(`${basename(found)}: "${key}.${scheme}" ${message}`, 2);
    }
  if (config.provider !== undefined && config.spec !== undefined)
    throw new CliError(`${basename(found)}: name a "provider" or a "spec", not both`, 2);
  return withPaths(config, dirname(resolve(found)));
}

async function load(path: string, name: string): Promise<unknown> {
  try {
    if (path.endsWith('.ts')) {
      const { createJiti } = await import('jiti');
      // A configuration can import this module although the package is not installed beside it.
      const virtualModules = { 'kyc-contracts/config': { defineConfig } };
      // The configuration may hold secrets, so no cache is written.
      return await createJiti(import.meta.url, { virtualModules, fsCache: false }).import(path, { default: true });
    }
    if (/\.m?js$/.test(path)) return ((await import(pathToFileURL(path).href)) as { default: unknown }).default;
    const { parseYaml } = await import('../../openapi/yaml.js');
    return parseYaml(readNamed(name));
  } catch (error) {
    if (error instanceof CliError) throw error;
    // A configuration may throw anything.
    const [why] = (
      error instanceof Error ? error.message : typeof error === 'string' ? error : 'it threw no error'
    ).split('\n');
    throw new CliError(`${name} cannot be read: ${why}`, 2);
  }
}

function withPaths(config: CheckConfig, folder: string): CheckConfig {
  const absolute = (path: string | undefined) => path && resolve(folder, path);
  const paths = {
    spec: absolute(config.spec),
    recipes: absolute(config.recipes),
    workflows: absolute(config.workflows),
    allowRefs: config.allowRefs?.map((one) => resolve(folder, one)),
  };
  const given = Object.entries(paths).filter(([, path]) => path !== undefined);
  const reports = Object.entries(config.reports ?? {}).map(([kind, path]) => [kind, resolve(folder, path)]);
  return { ...config, ...Object.fromEntries(given), reports: Object.fromEntries(reports) as Record<string, string> };
}

function describe(error: ErrorObject | undefined): string {
  if (!error) return 'is no configuration';
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  if (error.keyword === 'additionalProperties') {
    const { additionalProperty } = error.params as { additionalProperty: string };
    const { properties = {} } = error.parentSchema as { properties?: object };
    const [near] = nearest(additionalProperty, Object.keys(properties));
    return `"${at ? `${at}.` : ''}${additionalProperty}" is no setting${near ? `: did you mean "${near}"?` : ''}`;
  }
  const allowed =
    error.keyword === 'enum' ? ` (${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')})` : '';
  return `${at ? `"${at}"` : 'the configuration'} ${error.message}${allowed}`;
}
