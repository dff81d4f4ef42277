/** Serves the built site. */
import { developmentTool } from './development-tool.js';
import { createGuardedServer } from '../../src/http/guard-host.js';
import { listen, type ListenOptions, type Listening } from '../../src/http/listen.js';

/** Reads each file when it is asked for, so that a site built anew is shown without a restart. */
export async function serveDocs(folder: string, options: Omit<ListenOptions, 'name'>): Promise<Listening> {
  const { default: sirv } = await developmentTool('serving the docs needs sirv', 'sirv', () => import('sirv'));
  return listen(createGuardedServer({ name: 'docs' }, sirv(folder, { dev: true })), { ...options, name: 'docs' });
}
