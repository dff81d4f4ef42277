/** Sandboxes to measure in processes of their own, with garbage collected on demand. The arguments say which and how. */
import { readFileSync } from 'node:fs';
import { createSandbox, memoryStore, type Snapshot } from '../src/sandbox/index.js';
import { lmdbStore } from '../src/sandbox/core/store/lmdb.js';
import { valueAt, type JsonObject } from '../src/openapi/document.js';
import { generatedPath } from '../src/openapi/providers.js';
import { silaBasic, silaHeader } from './processes.js';

declare const gc: () => void;
const [kind, count = '', file] = process.argv.slice(2);

const json = { 'content-type': 'application/json' };
/** The person of the document's own example. */
const { header: _, ...person } = valueAt(
  JSON.parse(readFileSync(generatedPath('sila', 'openapi.json'), 'utf8')) as JsonObject,
  '/paths/~10.2~1register/post/requestBody/content/application~1json/examples/individual/value',
) as JsonObject;

type Sandbox = ReturnType<typeof createSandbox>;

async function callerOf({ fetch }: Sandbox) {
  const post = async (operation: string, user: string, authorization: string, body: object = {}) => {
    const init = { method: 'POST', headers: { ...json, authorization } };
    const sent = JSON.stringify({ header: silaHeader(user), ...body });
    const response = await fetch(`http://localhost/0.2/${operation}`, { ...init, body: sent });
    if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { access_token: { token: string } };
  };
  const { access_token } = await post('auth_token', 'ada', silaBasic);
  return (operation: string, user: string, body?: object) =>
    post(operation, user, `Bearer ${access_token.token}`, body);
}

const heap = () => {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Microseconds of CPU a call. */
async function timeOf(calls: number, call: (index: number) => Promise<unknown>): Promise<number> {
  for (let index = 0; index < calls / 10; index++) await call(index);
  const before = process.cpuUsage();
  for (let index = 0; index < calls; index++) await call(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

/** So many end users, as if each had been registered: the first one is, the others are as it is. */
async function* entities(many: number): AsyncGenerator<Snapshot['entries'][number]> {
  const sandbox = createSandbox();
  const call = await callerOf(sandbox);
  await call('register', 'user', person);
  const { entries } = await sandbox.snapshot();
  const isEntity = ({ key }: { key: readonly string[] }) => key[1] === 'entities';
  const user = JSON.stringify(entries.find(isEntity));
  yield* entries.filter((entry) => !isEntity(entry));
  for (let at = 0; at < many; at++)
    yield JSON.parse(user.replaceAll('user\\"', `user${at}\\"`).replaceAll('"user"', `"user${at}"`));
}

const measures: Record<string, () => Promise<object>> = {
  async state() {
    const many = Number(count);
    // As a store hands it over, since a snapshot of a million is no request that anybody sends.
    const sandboxOf = async (users: number) => {
      const loaded: { key: any; value: unknown }[] = [];
      for await (const { key, value } of entities(users)) loaded.push({ key, value });
      const made = createSandbox({ store: { ...memoryStore(), load: async () => loaded.splice(0) } });
      await made.tick();
      return made;
    };
    // Once before: what code and caches hold is not of the end users.
    const few = await sandboxOf(100);
    const before = heap();
    const sandbox = await sandboxOf(many);
    const bytes = (heap() - before) / many;
    await few.close();
    const call = await callerOf(sandbox);
    const calls = 2000;
    const read = await timeOf(calls, (at) => call('get_entity', `user${at % many}`));
    const write = await timeOf(calls, (at) => call('register', `new${at}-${Math.random()}`.replace('.', ''), person));
    return { bytes, read, write };
  },
  /** Writes the file that a sandbox with `--state` then starts from. */
  async file() {
    const store = await lmdbStore(file!);
    let batch: { key: any; value: unknown }[] = [];
    for await (const { key, value } of entities(Number(count))) {
      batch.push({ key, value });
      if (batch.length === 10_000) await store.transaction(batch.splice(0));
    }
    await store.transaction(batch);
    await store.close();
    batch = [];
    return {};
  },
  /** Bytes that are held, a line of figures every tenth of the requests. */
  async requests() {
    const sandbox = createSandbox();
    const call = await callerOf(sandbox);
    const many = Number(count);
    const held: number[] = [];
    // The log of requests is full, and code has been compiled.
    for (let at = 0; at < 20_000; at++) await call('check_handle', `user${at}`);
    for (let at = 0; at <= many; at++) {
      if (at > 0 && at % (many / 10) === 0) held.push(heap());
      await call('check_handle', `user${at}`);
    }
    return { held };
  },
};

process.stdout.write(JSON.stringify(await measures[kind!]!()));
