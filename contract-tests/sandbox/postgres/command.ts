/**
 * `npm run test:postgres`: the tests of a state that several processes share, against a PostgreSQL server that this
 * starts in a folder of its own and ends. Exit codes: 0 green, 1 not so, 3 nothing was tried, with the reason.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../src/openapi/providers.js';
import { startServer } from './server.js';

async function main(): Promise<number> {
  const server = await startServer();
  if (typeof server === 'string') {
    console.error(`not run: ${server}`);
    return 3;
  }
  const vitest = join(packageRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'postgres', ...process.argv.slice(2)];
  const env = { ...process.env, POSTGRES_URL: server.url, POSTGRES_PID: String(server.pid) };
  const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: 'inherit', env });
  // A terminal sends Ctrl-C to the child as well; the server goes once that has ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
  await server.stop();
  return code;
}

process.exitCode = await main().catch((error: Error) => (console.error(`not run: ${error.message}`), 3));
