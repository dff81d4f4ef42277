/** A PostgreSQL server on loopback, in a folder of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../support/free-port.js';

export interface PostgresServer {
  /** Of a database, as a user who may do anything with it. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** @returns why there is none, where PostgreSQL is not installed */
export async function startServer(): Promise<PostgresServer | string> {
  const binaries = folders().find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  if (!binaries) return 'PostgreSQL is not here (initdb and postgres, in PATH or /usr/lib/postgresql)';
  const user = otherUser();
  if (typeof user === 'string') return user;
  const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const how = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'sandbox', '-A', 'trust', '-E', 'UTF8'], {
    ...how,
    stdio: 'ignore',
  });
  const port = await freePort();
  const options = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, ...flags], { ...how, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const url = `postgres://sandbox@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: server.pid!, stop };
}

function folders(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
}

/** PostgreSQL refuses to run as root. */
function otherUser(): { uid: number; gid: number } | undefined | string {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((what) => Number(execFileSync('id', [what, name], { encoding: 'utf8' })));
      return { uid: uid!, gid: gid! };
    } catch {
      // There is no such user.
    }
  }
  return 'PostgreSQL refuses to run as root, and there is no user postgres or nobody';
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client(url);
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (attempt === 300) throw error;
      await pause(100);
    }
  }
}
