/** A provider that counts, for tests of what many calls at once do to a state. */
import type { Call, Provider, Sandbox } from '../../src/sandbox/index.js';

/**
 * Counts calls in a way that loses some if two of them overlap. `?hook=URL` tells a webhook, `?fail=1` throws with the
 * work half done.
 */
export const counter: Provider<{ count: number; seen: Record<string, number> }, {}> = {
  behaviour: {
    name: 'counter',
    initialState: () => ({ count: 0, seen: {} }),
    handlers: {
      count: async ({ state, query, ids, webhooks }: Call) => {
        const { count } = state;
        await new Promise((resolve) => setImmediate(resolve));
        state.count = count + 1;
        const id = ids.uuid();
        state.seen[id] = count;
        if (query['hook']) webhooks.enqueue({ id, url: query['hook'], headers: {}, body: '{}' });
        if (query['fail']) throw new Error('as told');
        return { status: 200, body: { id, count } };
      },
    },
    invalid: () => ({ status: 400 }),
  },
  routes: [{ operationId: 'count', method: 'GET', path: '/count', parameters: [] }],
  validators: {},
  mounts: [''],
};

/** `detail` of an answer that is a problem. */
export async function count(sandbox: Sandbox, query = '') {
  const response = await sandbox.fetch(`http://x/count${query}`);
  return { status: response.status, ...((await response.json()) as { id: string; count: number; detail?: string }) };
}
