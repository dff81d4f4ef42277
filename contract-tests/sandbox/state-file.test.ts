/** A state file has one owner, and one that is damaged or something else is refused in a sentence. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open } from 'lmdb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lmdbStore } from '../../src/sandbox/core/store/lmdb.js';
import type { Entry } from '../../src/sandbox/core/store/store.js';
import { packageRoot } from '../../src/openapi/providers.js';

let folder: string;
let sound: Buffer;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-file-'));
  const file = join(folder, 'sound.mdb');
  const store = await lmdbStore(file);
  await store.transaction(
    Array.from({ length: 400 }, (_, n) => ({ key: ['p', 'm', `k${n}`], value: 'x'.repeat(n === 5 ? 9000 : 300) })),
  );
  await store.close();
  sound = readFileSync(file);
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const page = 4096;
const damaged: [string, (bytes: Buffer) => Buffer][] = [
  ['cut off after 100 bytes', (bytes) => bytes.subarray(0, 100)],
  ['of one page', (bytes) => bytes.subarray(0, page)],
  ['of two pages', (bytes) => bytes.subarray(0, 2 * page)],
  ['of one half', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['without its last page', (bytes) => bytes.subarray(0, -page)],
  ['with random pages', (bytes) => Buffer.concat([bytes.subarray(0, 2 * page), randomBytes(bytes.length - 2 * page)])],
  ['with empty pages', (bytes) => Buffer.concat([bytes.subarray(0, 2 * page), Buffer.alloc(bytes.length - 2 * page)])],
  [
    'with random meta pages',
    (bytes) => Buffer.concat([bytes.subarray(0, 28), randomBytes(8000), bytes.subarray(8028)]),
  ],
  ['that is another one', () => Buffer.from('not a state\n'.repeat(2000))],
];

test.each(damaged)(
  'a file %s is refused',
  async (what, damage) => {
    const file = join(folder, `${what}.mdb`);
    writeFileSync(file, damage(Buffer.from(sound)));
    await expect(lmdbStore(file)).rejects.toThrow(/^it (is cut off|is damaged; .*|holds something else)$/);
  },
  30_000,
);

test('what was stored is what is loaded: half a surrogate pair, NUL, bytes', async () => {
  const file = join(folder, 'texts.mdb');
  const entries: Entry[] = [
    { key: ['p', 'm', 'half \ud800'], value: { '\udc00': 'half \ud800\u0000', n: 1.5, list: [null, 'é'] } },
    { key: ['p', 'n'], value: '\ud800' },
    { key: ['p', 'o'], value: false },
    { key: ['p', 'files', '\ud800'], value: Uint8Array.of(0, 255) },
  ];
  const load = async () => {
    const store = await lmdbStore(file);
    const loaded = [...(await store.load())];
    return { store, loaded };
  };
  const { store } = await load();
  await store.transaction(entries);
  await store.close();
  const again = await load();
  expect(
    again.loaded.map(({ key, value }) => ({ key, value: value instanceof Uint8Array ? [...value] : value })),
  ).toEqual(
    expect.arrayContaining(
      entries.map(({ key, value }) => ({ key, value: value instanceof Uint8Array ? [...value] : value })),
    ),
  );
  await again.store.transaction(entries.map(({ key }) => ({ key, value: undefined })));
  await again.store.close();
  const last = await load();
  expect(last.loaded).toEqual([]);
  await last.store.close();
}, 60_000);

test('a file of an earlier version is read, and its entries are replaced', async () => {
  const file = join(folder, 'earlier.mdb');
  const database = open({ path: file, noSubdir: true, encoding: 'msgpack' });
  await database.put('entry ["p","m","a"]', { key: ['p', 'm', 'a'], value: { n: 1 } });
  await database.close();
  const store = await lmdbStore(file);
  expect(await store.load()).toEqual([{ key: ['p', 'm', 'a'], value: { n: 1 } }]);
  await store.transaction([{ key: ['p', 'm', 'a'], value: 2 }]);
  expect(await store.load()).toEqual([{ key: ['p', 'm', 'a'], value: 2 }]);
  await store.close();
}, 60_000);

test('what is no regular file is refused', async () => {
  mkdirSync(join(folder, 'folder'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  spawnSync('mkfifo', [join(folder, 'fifo')]);
  for (const name of ['folder', 'dangling', 'fifo'])
    await expect(lmdbStore(join(folder, name))).rejects.toThrow(/^it is /);
  await expect(lmdbStore('/dev/null')).rejects.toThrow('it is no regular file');
});

describe('ownership', () => {
  const script = `
    const { lmdbStore } = await import(process.argv[1]);
    await lmdbStore(process.argv[2]).then(() => console.log('owner ' + process.pid), (error) => console.log(error.name === 'StoreInUse' ? error.name : String(error)));
    setInterval(() => {}, 1000);`;
  /** @returns the first line that it says */
  const start = async (file: string, ...before: string[]) => {
    const store = pathToFileURL(join(packageRoot, 'src', 'sandbox', 'core', 'store', 'lmdb.ts')).href;
    const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script, store, file];
    const [command, ...args] = [...before, ...node];
    const child = spawn(command!, args, { cwd: packageRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    for await (const chunk of child.stdout) return { child, said: String(chunk).trim() };
    return { child, said: '' };
  };

  test('outlives neither its process nor a zombie, and no process id counts', async () => {
    const file = join(folder, 'zombie.mdb');
    const parent = await start(file, 'sh', '-c', '"$@" & exec sleep 60', 'sh');
    expect(parent.said).toMatch(/^owner \d+$/);
    await expect(lmdbStore(file)).rejects.toThrow(`is in use by process ${parent.said.slice(6)}`);
    // Its parent does not reap it, so that its process id stays.
    process.kill(Number(parent.said.slice(6)), 'SIGKILL');
    await expect.poll(() => lmdbStore(file).then((store) => store.close()), { timeout: 5_000 }).toBeUndefined();
    expect(process.kill(Number(parent.said.slice(6)), 0)).toBe(true);
  }, 60_000);

  test('is of the file, not of its name: hard links beside it, and in another folder', async () => {
    const [file, link] = [join(folder, 'named.mdb'), join(folder, 'linked.mdb')];
    const store = await lmdbStore(file);
    linkSync(file, link);
    await expect(lmdbStore(link)).rejects.toThrow('is in use by process');
    await store.close();
    const other = await lmdbStore(link);
    await expect(lmdbStore(file)).rejects.toThrow('is in use by process');
    await other.close();
    mkdirSync(join(folder, 'elsewhere'));
    linkSync(file, join(folder, 'elsewhere', 'linked.mdb'));
    for (const name of ['named.mdb', 'linked.mdb', 'elsewhere/linked.mdb'])
      await expect(lmdbStore(join(folder, name))).rejects.toThrow(/^it has another name in another folder/);
  }, 60_000);

  test('is of the name, too: another file in its place is refused while the first is open', async () => {
    const file = join(folder, 'replaced.mdb');
    const store = await lmdbStore(file);
    rmSync(file);
    await expect(lmdbStore(file)).rejects.toThrow('is in use by process');
    await store.close();
  }, 60_000);

  const isRoot = process.getuid?.() === 0;
  const inOwnMounts = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'];
  const mountAnd = (place: string) => [...inOwnMounts, `mount -t tmpfs -o ro tmpfs '${place}' && exec "$@"`, 'sh'];
  const mayMount = spawnSync(inOwnMounts[0]!, [...mountAnd('/mnt').slice(1), 'true']).status === 0;
  test.skipIf(isRoot && !mayMount)(
    'needs a folder that can be written to',
    async () => {
      const place = mkdtempSync(join(folder, 'read-only-'));
      if (!isRoot) chmodSync(place, 0o500);
      const { said } = await start(join(place, 'state.mdb'), ...(isRoot ? mountAnd(place) : []));
      expect(said).toMatch(/^Error: E(ROFS|ACCES): .*, open '.*state\.mdb'$/);
    },
    60_000,
  );

  const namespace = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const permitted = spawnSync(namespace[0]!, [...namespace.slice(1), 'true']).status === 0;
  test.skipIf(!permitted)(
    'holds between two PID namespaces in which it has the same process id',
    async () => {
      const file = join(folder, 'namespaces.mdb');
      expect((await start(file, ...namespace)).said).toBe('owner 1');
      expect((await start(file, ...namespace)).said).toBe('StoreInUse');
    },
    60_000,
  );
});
