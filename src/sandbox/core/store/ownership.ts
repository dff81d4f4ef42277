/**
 * Keeps a state file to one process: each listens on a socket of its own beside the file, which the kernel closes with
 * the process, a zombie's too. Process ids, which are reused and differ between containers, play no part in it.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreInUse } from './store-in-use.js';

export interface Ownership {
  release(): void;
}

/** Milliseconds for an owner to say who it is. One that is stopped is one all the same. */
const patience = 1_000;
const attempts = 50;

/**
 * Whoever listens first and then sees nobody else listen is the owner: of two, the later sees the earlier. Two that see
 * each other both withdraw, and try again after a random while.
 * @param file the real path
 * @throws {StoreInUse} while another process has it
 */
export async function takeOwnership(file: string): Promise<Ownership> {
  const folder = openFolder(dirname(file));
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const name = `${basename(file)}-owner.${randomBytes(4).toString('hex')}`;
      let state = '';
      const server = createServer((socket) => socket.on('error', () => {}).end(`${state}\n`));
      await listen(server, folder.path(name));
      const release = () => {
        server.close();
        rmSync(folder.real(name), { force: true });
        folder.close();
      };
      const others = await listOthers(folder, basename(file), name);
      if (others.length === 0) {
        state = String(process.pid);
        server.unref();
        return { release };
      }
      server.close();
      rmSync(folder.real(name), { force: true });
      const owner = others.find((said) => said !== '');
      if (owner !== undefined) throw new StoreInUse(file, Number(owner));
      await pause(Math.random() * 300);
    }
    throw new StoreInUse(file);
  } catch (error) {
    folder.close();
    throw error;
  }
}

type Folder = ReturnType<typeof openFolder>;

/** A socket's path may have 103 bytes (107 on Linux), where an open folder is a short one. */
function openFolder(path: string) {
  const descriptor = process.platform === 'linux' ? openSync(path, 'r') : undefined;
  let open = true;
  return {
    real: (name: string) => join(path, name),
    path: (name: string) => (descriptor === undefined ? join(path, name) : `/proc/self/fd/${descriptor}/${name}`),
    names: () => readdirSync(path),
    close: () => {
      if (open && descriptor !== undefined) closeSync(descriptor);
      open = false;
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  if (Buffer.byteLength(path) > 103) throw new Error('its path is too long for the socket that guards it');
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`its folder takes no socket, which would guard it (${error.code})`)),
    );
    server.listen(path, resolve);
  });
}

/** What those say who listen: an owner its process id, a stopped one `?`, one that is just starting nothing. */
async function listOthers(folder: Folder, file: string, own: string): Promise<string[]> {
  const names = folder.names().filter((name) => name !== own && name.startsWith(`${file}-owner.`));
  const said = await Promise.all(names.map((name) => ask(folder, name)));
  return said.filter((one) => one !== undefined);
}

function ask(folder: Folder, name: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(folder.path(name));
    const timer = setTimeout(() => (resolve('?'), socket.destroy()), patience);
    const end = (answer: string | undefined) => (clearTimeout(timer), resolve(answer));
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    socket.on('end', () => end(/^\d*$/.test(said.trim()) ? said.trim() : '?'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT' || code === 'ENOTSOCK') return end(undefined);
      // Nobody will ever listen on it again, since each name is used once.
      if (code === 'ECONNREFUSED') rmSync(folder.real(name), { force: true });
      end(code === 'ECONNREFUSED' ? undefined : code === 'ECONNRESET' ? '' : '?');
    });
  });
}
