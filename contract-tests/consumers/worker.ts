/** Serves a bundled worker with workerd, on a free port of loopback, which is all that the worker can reach. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ConsumerProject } from './project.js';
import { binaryPath, workerd } from './runtimes.js';

/** @param env what the worker gets as its second argument */
export async function serveWorker(
  project: ConsumerProject,
  code: string,
  env: Record<string, string>,
): Promise<{ url: string; close(): Promise<void> }> {
  const bindings = Object.entries(env).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  project.write('bundle.js', code);
  project.write(
    'worker.capnp',
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [(name = "main", worker = .main), (name = "loopback", network = (allow = ["local"]))],
       sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
     );
     const main :Workerd.Worker = (
       modules = [(name = "worker", esModule = embed "bundle.js")],
       bindings = [${bindings.join(', ')}],
       compatibilityDate = "2025-10-01",
       globalOutbound = "loopback"
     );`,
  );
  // It says on descriptor 3 which port it has taken.
  const child = spawn(binaryPath(workerd), ['serve', 'worker.capnp', '--control-fd=3'], {
    cwd: project.folder,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const exit = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdio[3] as NodeJS.ReadableStream), 'line'),
    exit.then(([code]) => Promise.reject(new Error(`workerd ended with ${code}`))),
  ]);
  return {
    url: `http://127.0.0.1:${(JSON.parse(line as string) as { port: number }).port}/`,
    close: async () => {
      child.kill();
      await exit;
    },
  };
}
