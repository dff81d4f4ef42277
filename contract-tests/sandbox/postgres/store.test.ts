/** What sandboxes that share a database see of each other, and what they are told when it fails. */
import { describe, expect, test } from 'vitest';
import { postgresStore } from '../../../src/sandbox/core/store/postgres.js';
import type { Change, SharedStore } from '../../../src/sandbox/core/store/store.js';
import { freshDatabase, query } from './database.js';

const one = (id: string, value: unknown): Change => ({ key: ['p', 'm', id], value });

/** @returns what the turn began with */
async function change(store: SharedStore, ...changes: Change[]) {
  const turn = await store.begin();
  await turn.commit(changes);
  return { isWhole: turn.isWhole, changes: turn.changes };
}

describe('turns', () => {
  test('begin with everything, and then with what others have changed', async () => {
    const url = await freshDatabase();
    const [a, b] = [await postgresStore(url), await postgresStore(url)];
    expect(await change(a, one('x', 1), one('y', { deep: [null, true] }))).toEqual({ isWhole: true, changes: [] });
    expect(await change(a)).toEqual({ isWhole: false, changes: [] });
    const all = await change(b, one('x', undefined), one('z', 'new'));
    expect(all.isWhole).toBe(true);
    expect(new Map(all.changes.map(({ key, value }) => [key[2], value]))).toEqual(
      new Map<string, unknown>([
        ['x', 1],
        ['y', { deep: [null, true] }],
      ]),
    );
    const news = await change(a);
    expect(news.isWhole).toBe(false);
    expect(news.changes).toHaveLength(2);
    expect(news.changes).toEqual(expect.arrayContaining([one('x', undefined), one('z', 'new')]));
    await Promise.all([a.close(), b.close()]);
  });

  test('are one after the other: nobody begins before the one before has ended', async () => {
    const url = await freshDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => postgresStore(url)));
    let atWork = 0;
    await Promise.all(
      stores.flatMap(async (store, at) => {
        for (let n = 0; n < 50; n++) {
          const turn = await store.begin();
          expect(++atWork).toBe(1);
          await new Promise((resolve) => setImmediate(resolve));
          atWork--;
          await turn.commit([one(`${at}/${n}`, n)]);
        }
      }),
    );
    const whole = await (await postgresStore(url)).begin();
    expect(whole.changes).toHaveLength(150);
    await whole.abandon();
    await Promise.all(stores.map((store) => store.close()));
  });

  test('that are abandoned have not happened, and the next one reads everything', async () => {
    const url = await freshDatabase();
    const store = await postgresStore(url);
    await change(store, one('x', 1));
    await (await store.begin()).abandon();
    expect(await change(store)).toEqual({ isWhole: true, changes: [one('x', 1)] });
    await store.close();
  });

  test('of a process that stands still are taken from it', async () => {
    const url = await freshDatabase();
    const [stopped, other] = [await postgresStore(url), await postgresStore(url)];
    const turn = await stopped.begin();
    expect(await change(other, one('x', 1))).toMatchObject({ isWhole: true });
    await expect(turn.commit([one('x', 2)])).rejects.toThrow(/connection/);
    expect(await change(stopped)).toEqual({ isWhole: true, changes: [one('x', 1)] });
    await Promise.all([stopped.close(), other.close()]);
  });

  test('keep deletions only so long: who has missed more reads everything', async () => {
    const url = await freshDatabase();
    const [a, b] = [await postgresStore(url), await postgresStore(url)];
    await change(a, one('kept', 1), one('gone', 1));
    await change(b, one('gone', undefined));
    const count = async () => (await query(url, 'SELECT 1 FROM kyc_sandbox_entries')).length;
    expect(await count()).toBe(2);
    await query(url, 'UPDATE kyc_sandbox SET revision = 19999');
    await change(b, one('new', 1));
    expect(await count()).toBe(2);
    const { isWhole, changes } = await change(a);
    expect(isWhole).toBe(true);
    expect(changes).toHaveLength(2);
    await Promise.all([a.close(), b.close()]);
  });
});

test('any text is safe as a key and in a value, and bytes stay bytes', async () => {
  const url = await freshDatabase();
  const [a, b] = [await postgresStore(url), await postgresStore(url)];
  const texts = ['', '__proto__', 'nul\0', '\ud800 alone', '😀', `'; DROP TABLE kyc_sandbox; --`, 'x'.repeat(100_000)];
  const values = [...texts, null, 0, -1.5e300, false, [], {}, { '\0': '\ud800' }];
  const changes = [
    ...texts.map((text) => one(text, text)),
    ...values.map((value, at): Change => ({ key: ['p', `value ${at}`], value })),
    one('bytes', new Uint8Array([0, 255, 92, 39])),
    one('no bytes', new Uint8Array()),
  ];
  await change(a, ...changes);
  const read = await change(b);
  const byKey = (list: readonly Change[]) => new Map(list.map(({ key, value }) => [JSON.stringify(key), value]));
  expect(byKey(read.changes)).toEqual(byKey(changes));
  await Promise.all([a.close(), b.close()]);
});

test('of two changes of one key in a turn the later counts, however many there are', async () => {
  const url = await freshDatabase();
  const store = await postgresStore(url);
  const many = Array.from({ length: 12_000 }, (_, n) => one(String(n % 11_000), n));
  await change(store, ...many);
  const again = await postgresStore(url);
  const { changes } = await change(again);
  expect(changes).toHaveLength(11_000);
  expect(changes.find(({ key }) => key[2] === '5')?.value).toBe(11_005);
  await Promise.all([store.close(), again.close()]);
});

describe('a server', () => {
  test('that ends a connection is connected to again', async () => {
    const url = await freshDatabase();
    const store = await postgresStore(url);
    await change(store, one('x', 1));
    const others = 'datname = current_database() AND pid <> pg_backend_pid()';
    await query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
    expect(await change(store)).toEqual({ isWhole: true, changes: [one('x', 1)] });
    await store.close();
  });

  test('that cannot be reached or knows neither database nor user is named with the reason', async () => {
    const url = new URL(await freshDatabase());
    url.port = '1';
    await expect(postgresStore(url.href)).rejects.toThrow('connect ECONNREFUSED 127.0.0.1:1');
    const other = new URL(await freshDatabase());
    other.pathname = '/nowhere';
    await expect(postgresStore(other.href)).rejects.toThrow('database "nowhere" does not exist');
  });

  test('whose tables are of another version is refused', async () => {
    const url = await freshDatabase();
    await (await postgresStore(url)).close();
    await query(url, 'UPDATE kyc_sandbox SET format = 2');
    await expect(postgresStore(url)).rejects.toThrow(/of another version/);
  });

  test('makes the tables once for many that begin at once, and for a user who may only use them', async () => {
    const url = await freshDatabase();
    const stores = await Promise.all(Array.from({ length: 8 }, () => postgresStore(url)));
    await Promise.all(stores.map((store, at) => change(store, one(String(at), at))));
    expect(await query(url, 'SELECT 1 FROM kyc_sandbox')).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));

    const user = `reader_${process.pid}`;
    await query(url, `CREATE ROLE ${user} LOGIN`);
    await query(url, `GRANT SELECT, INSERT, UPDATE, DELETE ON kyc_sandbox, kyc_sandbox_entries TO ${user}`);
    const asUser = new URL(url);
    asUser.username = user;
    const store = await postgresStore(asUser.href);
    expect((await change(store)).changes).toHaveLength(8);
    await store.close();
  });
});
