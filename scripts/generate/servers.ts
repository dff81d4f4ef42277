/** The servers of a document by name: the first word of what it says about each, such as `sandbox`. */
import type { OpenApiDocument, Server } from '../../src/openapi/openapi.js';

export function nameServers({ servers = [] }: OpenApiDocument): Record<string, string> {
  const named: Record<string, string> = {};
  servers.forEach((server, index) => {
    const word = /^[a-z]+/i.exec(server.description ?? '')?.[0].toLowerCase();
    named[word === undefined || word in named ? `server${index + 1}` : word] = expand(server);
  });
  return named;
}

/** Variables take their defaults. */
function expand({ url, variables = {} }: Server): string {
  return url.replace(/\{([^{}]+)\}/g, (braced, name: string) => variables[name]?.default ?? braced);
}
