/** Where the control API of an implementation is looked for: where the user says, or else where the sandbox has it. */
import { readFileSync } from 'node:fs';
import type { ControlOptions } from '../../checker/control.js';
import type { JsonObject } from '../../openapi/document.js';
import { generatedPath } from '../../openapi/providers.js';
import { isLoopbackHost } from '../../http/loopback.js';

/**
 * @param control What the user said: a base URL, false for none, undefined for nothing. Then the target's own origin is
 *   asked, on this machine only: another server is not sent a request that its document does not have.
 */
export function controlOptions(control: URL | false | undefined, target: URL): ControlOptions | undefined {
  if (control === false || (!control && !isLoopbackHost(target.host))) return undefined;
  const document = JSON.parse(readFileSync(generatedPath('sandbox', 'openapi.json'), 'utf8')) as JsonObject & {
    servers: [{ url: string }];
  };
  if (control) return { document, url: control, required: true };
  return { document, url: new URL(new URL(document.servers[0].url).pathname, target.origin), required: false };
}
