/** Reads the document and the base URL of `check` and `proxy`. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { JsonObject } from '../../openapi/document.js';
import type { SourcePositions } from '../../openapi/source-positions.js';
import { CliError } from '../../openapi/cli-error.js';
import { generatedPath } from '../../openapi/providers.js';

/** @throws {CliError} exit code 2 */
export function readBundle(provider: string): JsonObject {
  const file = generatedPath(provider, 'openapi.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  } catch (error) {
    throw new CliError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}): run "npm run generate"`, 2);
  }
}

/** @param allowRefs folders that the document may refer to, beside its own */
export async function readSpec(
  file: string,
  allowRefs: readonly string[] = [],
): Promise<{ document: JsonObject; positions: SourcePositions }> {
  const { bundleWithPositions } = await import('../../openapi/bundle.js');
  const { document, positions } = await bundleWithPositions(file, allowRefs, { tolerant: true });
  return { document: document as unknown as JsonObject, positions };
}

/**
 * A base URL of an argument or of the configuration. Errors do not repeat it, since it may have a password, even where
 * a "#", "?" or "/" in the password makes it another URL.
 * @throws {CliError} exit code 2
 */
export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CliError('expected a URL such as http://127.0.0.1:4010', 2);
  }
  if (url.username || url.password || url.pathname.includes('@')) {
    throw new CliError('credentials do not belong in the URL: set them in the environment (see --help)', 2);
  }
  if (url.search || url.hash) {
    throw new CliError(
      'a base URL has no "?" and no "#": paths are appended to it, and keys are set as --help says',
      2,
    );
  }
  return url;
}

export function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new InvalidArgumentError('expected seconds above 0, up to 3600');
  return seconds;
}
