/**
 * Restricts a state file to one process. Each process listens on its own socket beside the file, which the kernel
 * closes with the process, even a zombie. Process ids are not used: they are reused and differ between containers.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync, statSync, type Dirent } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreInUse } from './errors.js';

export interface Ownership {
  release(): void;
}

/** Milliseconds for an owner to send its process id. A stopped process without an answer is still an owner. */
const answerTimeout = 1_000;
const attempts = 50;

/**
 * The owner is the process that listens first and then sees no other listener. Two that see each other both withdraw
 * and retry after a random time. A socket is named after the file's name and its inode, so that neither another file of
 * this name nor another name of this file (a hard link) is taken for a free one.
 * @param file the real path of an existing file
 * @throws {StoreInUse} while another process has it
 * @throws {Error} for a file with a name in another folder, since sockets there are not visible here
 */
export async function takeOwnership(file: string): Promise<Ownership> {
  const folder = openFolder(dirname(file));
  try {
    const inode = checkNames(folder, file);
    const isOfFile = (name: string) => name.startsWith(`${basename(file)}-owner.`) || name.includes(`-owner.${inode}.`);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const name = `${basename(file)}-owner.${inode}.${randomBytes(4).toString('hex')}`;
      let state = '';
      const server = createServer((socket) => socket.on('error', () => {}).end(`${state}\n`));
      await listen(server, folder.path(name));
      const release = () => {
        server.close();
        rmSync(folder.real(name), { force: true });
        folder.close();
      };
      const others = await listOthers(folder, (other) => other !== name && isOfFile(other));
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

const isFile = (entry: Dirent) => entry.isFile();

type Folder = ReturnType<typeof openFolder>;

/** @returns the file's inode */
function checkNames(folder: Folder, file: string): bigint {
  const inodeOf = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
  const { ino, nlink } = statSync(file, { bigint: true });
  if (nlink === 1n) return ino;
  const here = folder.names(isFile).filter((name) => inodeOf(folder.real(name)) === ino);
  if (here.length >= nlink) return ino;
  throw new Error('it has another name in another folder (a hard link): give the sandbox a copy of it');
}

/** A socket's path is limited to 103 bytes (107 on Linux). On Linux the path of an open folder is short. */
function openFolder(path: string) {
  const descriptor = process.platform === 'linux' ? openSync(path, 'r') : undefined;
  let open = true;
  return {
    real: (name: string) => join(path, name),
    path: (name: string) => (descriptor === undefined ? join(path, name) : `/proc/self/fd/${descriptor}/${name}`),
    names: (isWanted: (entry: Dirent) => boolean = () => true) =>
      readdirSync(path, { withFileTypes: true })
        .filter(isWanted)
        .map(({ name }) => name),
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

/**
 * The answers of the listeners: an owner sends its process id, a stopped one gives `?`, a starting one sends nothing.
 */
async function listOthers(folder: Folder, isOther: (name: string) => boolean): Promise<string[]> {
  const names = folder.names().filter(isOther);
  const said = await Promise.all(names.map((name) => ask(folder, name)));
  return said.filter((one) => one !== undefined);
}

function ask(folder: Folder, name: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(folder.path(name));
    const timer = setTimeout(() => (resolve('?'), socket.destroy()), answerTimeout);
    const end = (answer: string | undefined) => (clearTimeout(timer), resolve(answer));
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    socket.on('end', () => end(/^\d*$/.test(said.trim()) ? said.trim() : '?'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT' || code === 'ENOTSOCK') return end(undefined);
      // Nobody will listen on this socket again, since each name is used once.
      if (code === 'ECONNREFUSED') rmSync(folder.real(name), { force: true });
      end(code === 'ECONNREFUSED' ? undefined : code === 'ECONNRESET' ? '' : '?');
    });
  });
}
