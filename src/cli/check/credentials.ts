/** Reads the user's credentials from the environment, or else from the configuration. They are never printed. */
import { credentialsFromEnvironment, type Credentials } from '../../openapi/credentials.js';
import { placeOf, schemesOf } from '../../openapi/security.js';
import type { JsonObject } from '../../openapi/document.js';
import { refuseUnknown } from '../../checker/selection.js';
import { CliError } from '../../openapi/cli-error.js';
import type { CheckConfig } from '../config.js';
import { unlessEnded } from './unless-ended.js';

/**
 * @param client `OTHER_` for those of another client
 * @throws {CliError} exit code 2, for an unknown scheme or a function that fails
 */
export async function readCredentials(
  document: JsonObject,
  configured: NonNullable<CheckConfig['credentials']>,
  client = '',
): Promise<Credentials> {
  refuseUnknown('security scheme', Object.keys(configured), Object.keys(schemesOf(document)));
  const known: Record<string, string> = {};
  const whose = client === '' ? 'credential' : "other client's credential";
  await unlessEnded('the configuration', async () => {
    for (const [scheme, source] of Object.entries(configured))
      known[scheme] = await valueOf(`${whose} "${scheme}"`, source);
  });
  const all = { ...known, ...credentialsFromEnvironment(document, process.env, client) };
  for (const [scheme, value] of Object.entries(all)) refuseUnsendable(document, { scheme, whose }, value);
  return all;
}

/** @param what what it is called in a sentence */
async function valueOf(what: string, source: string | (() => string | Promise<string>)): Promise<string> {
  let value: unknown;
  try {
    value = typeof source === 'function' ? await source() : source;
  } catch (error) {
    // The message of the error may have the credential.
    const thrown = error instanceof Error ? error.name : `what is no error (${typeof error})`;
    throw new CliError(`the configuration's ${what} failed with ${thrown}`, 2);
  }
  if (typeof value === 'string' && value !== '') return value;
  throw new CliError(`the configuration's ${what} is no text: is its environment variable set?`, 2);
}

function refuseUnsendable(
  document: JsonObject,
  { scheme, whose }: { scheme: string; whose: string },
  value: Credentials[string] | undefined,
): void {
  if (typeof value !== 'string') return;
  // `${process.env.ID}:${process.env.SECRET}`
  if (/(?:^|[:\s])undefined(?:$|[:\s])/.test(value))
    throw new CliError(`the ${whose} "${scheme}" has "undefined" in it: is its environment variable set?`, 2);
  if (/[\0-\x1f\x7f]/.test(value))
    throw new CliError(`the ${whose} "${scheme}" has a line break, or another control character, in it`, 2);
  const place = placeOf(document, scheme);
  if (place && 'scheme' in place && place.scheme === 'Basic' && !value.includes(':'))
    throw new CliError(`the ${whose} "${scheme}" is for HTTP Basic: write it as user:password`, 2);
}
