/** Finds the operation of a request among the routes of all documents, each below its base path. */
import { createMatcher } from '../../openapi/match.js';
import { decodePercent } from '../../openapi/pointer.js';
import type { Route } from '../../runtime/route.js';

export interface Target<Service> {
  readonly service: Service;
  readonly route: Route;
}

export type Match<Service> =
  | (Target<Service> & { readonly params: Record<string, string> })
  /** The path is known, but not the method. */
  | { readonly allowed: readonly string[] }
  | undefined;

interface Mounted {
  readonly routes: readonly Route[];
  /** Base paths; `''` for none. */
  readonly mounts: readonly string[];
}

export function createRouter<Service extends Mounted>(services: readonly Service[]) {
  const find = createMatcher(
    services.flatMap((service) =>
      service.routes.flatMap((route) =>
        service.mounts.map((mount) => ({ method: route.method, path: mount + route.path, service, route })),
      ),
    ),
  );
  return (method: string, path: string): Match<Service> => {
    const match = find(method, path);
    if (!match || !('route' in match)) return match;
    const { service, route } = match.route;
    // A `%` that encodes nothing is kept.
    const params = Object.entries(match.params).map(([name, value]) => [name, decodePercent(value)]);
    return { service, route, params: Object.fromEntries(params) as Record<string, string> };
  };
}
