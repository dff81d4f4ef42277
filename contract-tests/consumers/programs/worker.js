/** For a worker, whose settings come as `env`; says too which globals of Node.js it found. */
import { entries } from './entries.js';
import { use } from './use.js';

export default {
  async fetch(_request, env) {
    const found = ['process', 'Buffer', 'require', 'global'].filter((name) => name in globalThis);
    return Response.json({ outcome: await use(entries, env.SANDBOX_URL), found });
  },
};
