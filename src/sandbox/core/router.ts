/** Finds the operation of a request: Hono's router over the routes of the documents. */
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import type { Route } from '../../runtime/route.js';

export interface Target<Service> {
  readonly service: Service;
  readonly route: Route;
}

export type Match<Service> =
  | (Target<Service> & { readonly params: Record<string, string> })
  /** The path is known, the method is not. */
  | { readonly allowed: readonly string[] }
  | undefined;

interface Mounted {
  readonly routes: readonly Route[];
  /** What its paths are below; `''` for none. */
  readonly mounts: readonly string[];
}

export function createRouter<Service extends Mounted>(services: readonly Service[]) {
  const router = new SmartRouter<Map<string, Target<Service>>>({ routers: [new RegExpRouter(), new TrieRouter()] });
  // Every method of a path stands under one entry, so that a wrong one is told from a path that is not there.
  const byPath = new Map<string, Map<string, Target<Service>>>();
  for (const service of services) {
    for (const route of service.routes) {
      for (const mount of service.mounts) {
        const path = mount + route.path.replace(/\{([^}]+)\}/g, ':$1');
        const methods = byPath.get(path) ?? new Map<string, Target<Service>>();
        byPath.set(path, methods.set(route.method, { service, route }));
      }
    }
  }
  for (const [path, methods] of byPath) router.add('PATH', path, methods);

  return (method: string, path: string): Match<Service> => {
    const [found, stash] = router.match('PATH', path);
    const [methods, at] = found[0] ?? [];
    if (!methods) return undefined;
    const target = methods.get(method);
    if (!target) return { allowed: [...methods.keys()] };
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(at ?? {})) {
      params[name] = decode(typeof value === 'number' ? (stash?.[value] ?? '') : value);
    }
    return { ...target, params };
  };
}

/** A stray `%` stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
