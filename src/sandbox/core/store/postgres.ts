/**
 * Keeps the state in a PostgreSQL database that several sandboxes share. The sandbox that has locked the only row of
 * `kyc_sandbox` has the turn. Each change has the number of its turn, so that the next turn reads only new changes.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Change, Key, SharedStore, Turn } from './store.js';

/** The version of the tables. Another version of this package may have another one. */
const format = 1;
/** Limits of a turn and of the wait for it. A process that is stopped during its turn loses it. */
const bounds = "SET LOCAL idle_in_transaction_session_timeout = '10s'; SET LOCAL lock_timeout = '30s'";
/** Milliseconds to connect, for the answer to a query, and to end a connection. */
const connectTimeout = 10_000;
const queryTimeout = 60_000;
const goodbye = 1_000;
/** Entries per statement. */
const batch = 5_000;
/** Deletions are kept for this number of turns. A sandbox that has missed more reads everything. */
const remembered = 10_000;

const tables = `
  CREATE TABLE kyc_sandbox (format integer NOT NULL, revision bigint NOT NULL, forgotten bigint NOT NULL);
  CREATE TABLE kyc_sandbox_entries (
    digest bytea PRIMARY KEY, key text NOT NULL, value text, bytes bytea, revision bigint NOT NULL
  );
  CREATE INDEX kyc_sandbox_entries_revision ON kyc_sandbox_entries (revision);
  INSERT INTO kyc_sandbox VALUES (${format}, 0, 0)`;

interface Row {
  key: string;
  value: string | null;
  bytes: Uint8Array | null;
}

/**
 * @param url such as `postgres://user@host/database`; PGHOST, PGPASSWORD and so on supply missing parts. Its tables,
 *   `kyc_sandbox` and `kyc_sandbox_entries`, are created if they do not exist
 * @throws {Error} when the server cannot be reached, refuses the user, or has tables of another version
 */
export async function postgresStore(url: string): Promise<SharedStore> {
  let client: pg.Client | undefined;
  /** The turn as of which memory is current; undefined if it is not. */
  let known: number | undefined;

  const forget = async () => {
    known = undefined;
    const former = client;
    client = undefined;
    // A server that cannot be reached would never confirm the end of the connection.
    await Promise.race([former?.end().catch(() => {}), pause(goodbye, undefined, { ref: false })]);
  };
  /** After any error the connection may be in an undefined state. */
  const orForget = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await forget();
      throw explained(error);
    }
  };
  const open = async (): Promise<pg.Client> => {
    client = await connect(url);
    // The next query reports the broken connection.
    client.on('error', () => {});
    return client;
  };
  /** Takes the turn, with a new connection if the current one is broken. */
  const takeTurnAnew = async () => {
    if (client) {
      try {
        return { current: client, ...(await takeTurn(client)) };
      } catch (error) {
        await forget();
        // An error from a server that is reachable, such as that another sandbox keeps the turn.
        if (error instanceof pg.DatabaseError && error.severity === 'ERROR') throw error;
      }
    }
    const current = await open();
    return { current, ...(await takeTurn(current)) };
  };

  await orForget(async () => createTables(await open()));
  return {
    begin: () =>
      orForget(async () => {
        const { current, revision, forgotten } = await takeTurnAnew();
        const isWhole = known === undefined || known < forgotten;
        const changes = isWhole ? await readAll(current) : known === revision ? [] : await readSince(current, known!);
        known = revision;
        return turnOf(current, isWhole, changes, revision);
      }),
    close: forget,
  };

  function turnOf(current: pg.Client, isWhole: boolean, changes: readonly Change[], revision: number): Turn {
    return {
      isWhole,
      changes,
      commit: (made) =>
        orForget(async () => {
          if (made.length > 0) {
            await write(current, made, revision + 1);
            known = revision + 1;
          }
          await current.query('COMMIT');
        }),
      abandon: forget,
    };
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: queryTimeout,
    keepAlive: true,
    fallback_application_name: 'kyc-contracts sandbox',
  });
  await client.connect();
  return client;
}

/** Writes nothing if the tables exist: the user may have no right to create tables. */
async function createTables(client: pg.Client): Promise<void> {
  const areThere = async () => {
    // `to_regclass` may answer from a cache that the lock below does not refresh.
    const { rows } = await client.query(
      `SELECT 1 FROM pg_tables WHERE tablename = 'kyc_sandbox' AND schemaname = ANY (current_schemas(false))`,
    );
    return rows.length > 0;
  };
  if (!(await areThere())) {
    await client.query(`BEGIN; ${bounds}; SELECT pg_advisory_xact_lock(hashtext('kyc_sandbox'))`);
    if (!(await areThere())) await client.query(tables);
    await client.query('COMMIT');
  }
  const { rows } = await client.query<{ format: number }>('SELECT format FROM kyc_sandbox');
  if (rows.length !== 1 || rows[0]!.format !== format) {
    throw new Error('its tables kyc_sandbox are of another version; choose another database, or drop them');
  }
}

async function takeTurn(client: pg.Client): Promise<{ revision: number; forgotten: number }> {
  const results = (await client.query(
    `BEGIN; ${bounds}; SELECT revision, forgotten FROM kyc_sandbox FOR UPDATE`,
  )) as unknown as pg.QueryResult<{ revision: string; forgotten: string }>[];
  const row = results.at(-1)!.rows[0];
  if (!row) throw new Error('its table kyc_sandbox has been emptied');
  return { revision: Number(row.revision), forgotten: Number(row.forgotten) };
}

const columns = 'SELECT key, value, bytes FROM kyc_sandbox_entries';

async function readAll(client: pg.Client): Promise<Change[]> {
  const { rows } = await client.query<Row>(`${columns} WHERE value IS NOT NULL OR bytes IS NOT NULL`);
  return rows.map(toChange);
}

async function readSince(client: pg.Client, revision: number): Promise<Change[]> {
  const { rows } = await client.query<Row>(`${columns} WHERE revision > $1`, [revision]);
  return rows.map(toChange);
}

async function write(client: pg.Client, changes: readonly Change[], revision: number): Promise<void> {
  // The last change of a key counts, and a statement may touch a row only once.
  const rows = [...new Map(changes.map((change) => [JSON.stringify(change.key), change.value]))];
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch);
    await client.query(
      `INSERT INTO kyc_sandbox_entries (digest, key, value, bytes, revision)
       SELECT *, $5::bigint FROM unnest($1::bytea[], $2::text[], $3::text[], $4::bytea[])
       ON CONFLICT (digest) DO UPDATE SET value = excluded.value, bytes = excluded.bytes, revision = excluded.revision`,
      [
        some.map(([key]) => createHash('sha256').update(key).digest()),
        some.map(([key]) => key),
        some.map(([, value]) => (value === undefined || value instanceof Uint8Array ? null : JSON.stringify(value))),
        some.map(([, value]) => (value instanceof Uint8Array ? Buffer.from(value) : null)),
        revision,
      ],
    );
  }
  const last = revision % remembered === 0 ? revision - remembered : 0;
  if (last > 0) {
    await client.query('DELETE FROM kyc_sandbox_entries WHERE value IS NULL AND bytes IS NULL AND revision <= $1', [
      last,
    ]);
  }
  await client.query('UPDATE kyc_sandbox SET revision = $1, forgotten = greatest(forgotten, $2)', [revision, last]);
}

/** Keys and values are JSON with escapes, since text in PostgreSQL cannot contain NUL or half a surrogate pair. */
function toChange({ key, value, bytes }: Row): Change {
  return {
    key: JSON.parse(key) as Key,
    value: value !== null ? JSON.parse(value) : bytes ? new Uint8Array(bytes) : undefined,
  };
}

/** The error of a connection that was tried at several addresses has no message of its own. */
function explained(error: unknown): unknown {
  const { message, errors } = error as Error & { errors?: Error[] };
  return message === '' && errors?.[0] ? errors[0] : error;
}
