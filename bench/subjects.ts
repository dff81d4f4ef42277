/**
 * Sandboxes to measure in separate processes, with garbage collection on demand. The arguments select the measurement.
 */
import { readFileSync } from 'node:fs';
import { createSandbox, memoryStore, type Snapshot } from '../src/sandbox/index.js';
import { lmdbStore } from '../src/sandbox/core/store/lmdb.js';
import { valueAt, type JsonObject } from '../src/openapi/document.js';
import { generatedPath } from '../src/openapi/providers.js';
import { silaBasic, silaHeader } from './processes.js';

declare const gc: () => void;
const [kind, count = '', file] = process.argv.slice(2);

const json = { 'content-type': 'application/json' };
/** The person of the document's example. */
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

/** CPU time in microseconds per call. */
async function timeOf(calls: number, call: (index: number) => Promise<unknown>): Promise<number> {
  for (let index = 0; index < calls / 10; index++) await call(index);
  const before = process.cpuUsage();
  for (let index = 0; index < calls; index++) await call(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

/** Yields `many` end users as if each had registered: the first one has, the others are copies. */
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
    // Entries as from a store, since a snapshot of a million is too large for a request.
    const sandboxOf = async (users: number) => {
      const loaded: { key: any; value: unknown }[] = [];
      for await (const { key, value } of entities(users)) loaded.push({ key, value });
      const made = createSandbox({ store: { ...memoryStore(), load: async () => loaded.splice(0) } });
      await made.tick();
      return made;
    };
    // A first run, since the memory of code and caches does not belong to the end users.
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
  /** Writes the file from which a sandbox with `--state` starts. */
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
  /** Bytes in use, one line of figures after every tenth of the requests. */
  async requests() {
    const sandbox = createSandbox();
    const call = await callerOf(sandbox);
    const many = Number(count);
    const held: number[] = [];
    // Fills the request log and compiles the code.
    for (let at = 0; at < 20_000; at++) await call('check_handle', `user${at}`);
    for (let at = 0; at <= many; at++) {
      if (at > 0 && at % (many / 10) === 0) held.push(heap());
      await call('check_handle', `user${at}`);
    }
    return { held };
  },
};

process.stdout.write(JSON.stringify(await measures[kind!]!()));
