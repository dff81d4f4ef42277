/** The flags of `check`, with the configuration where a flag is not given. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { phaseNamed } from '../../checker/selection.js';
import { CliError } from '../../openapi/cli-error.js';
import type { CheckConfig } from '../config.js';
import type { CheckFlags } from './add-options.js';
import { readConfig } from './config.js';
import { readUrl } from './document.js';

export interface Settings {
  provider: string | undefined;
  flags: CheckFlags;
  credentials: NonNullable<CheckConfig['credentials']>;
  otherCredentials: NonNullable<CheckConfig['credentials']>;
  inputs: NonNullable<CheckConfig['inputs']>;
}

/** @throws {CliError} exit code 2, for an invalid configuration */
export async function readSettings(provider: string | undefined, command: Command): Promise<Settings> {
  const flags = command.opts<CheckFlags>();
  const config = await readConfig(flags.config);
  const { credentials = {}, otherCredentials = {}, inputs = {}, reports = {}, ...file } = config;
  const isSaid = (name: string) => !['default', undefined].includes(command.getOptionValueSource(name));
  const { provider: usual, ...silent } = { ...file, ...reports, ...urlsOf(file) };
  const taken = Object.fromEntries(Object.entries(silent).filter(([name]) => !isSaid(name))) as Partial<CheckFlags>;
  // A subject on the command line replaces that of the configuration, with all that belongs to it.
  const isNamed = provider !== undefined || isSaid('spec');
  const former = file.spec ?? usual;
  const isOther = isNamed && former !== undefined && former !== (provider ?? resolve(flags.spec ?? ''));
  if (isNamed) for (const name of ['spec', 'recipes', 'workflows'] as const) delete taken[name];
  const chosen = provider ?? (flags.spec === undefined && taken.spec === undefined ? usual : undefined);
  const own = isOther
    ? { credentials: {}, otherCredentials: {}, inputs: {} }
    : { credentials, otherCredentials, inputs };
  return { provider: chosen, flags: { ...flags, ...taken }, ...own };
}

function urlsOf({ url, control, status, phase }: CheckConfig) {
  return {
    ...(url !== undefined && { url: readConfigUrl('url', url) }),
    ...(typeof control === 'string' && { control: readConfigUrl('control', control) }),
    ...(status && { status: status.map(String) }),
    ...(phase && { phase: phase.map((name) => phaseNamed(name)) }),
  };
}

function readConfigUrl(key: string, text: string): URL {
  try {
    return readUrl(text);
  } catch (error) {
    throw new CliError(`the configuration's "${key}": ${(error as Error).message}`, 2);
  }
}
