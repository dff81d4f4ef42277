/**
 * Keeps the state in a PostgreSQL database, for several sandboxes that share it: whoever has locked the one row of
 * `kyc_sandbox` has the turn. Each change is marked with the number of its turn, so that the next one reads what is new.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Change, Key, SharedStore, Turn } from './store.js';

/** Of the tables. Another one is of another version of this package. */
const format = 1;
/** What one turn may take, and what another waits for it. A process that is stopped in its turn loses it. */
const bounds = "SET LOCAL idle_in_transaction_session_timeout = '10s'; SET LOCAL lock_timeout = '30s'";
/** Milliseconds to connect in, for an answer to a query, and to end a connection. */
const connectTimeout = 10_000;
const queryTimeout = 60_000;
const goodbye = 1_000;
/** Entries that are sent with one statement. */
const batch = 5_000;
/** Deletions are kept for so many turns. Who has missed more reads everything. */
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
 * @param url such as `postgres://user@host/database`; what is left out comes from PGHOST, PGPASSWORD and so on. Its
 *   tables, `kyc_sandbox` and `kyc_sandbox_entries`, are made if they are not there
 * @throws {Error} when it cannot be reached, refuses the user, or has tables of another version
 */
export async function postgresStore(url: string): Promise<SharedStore> {
  let client: pg.Client | undefined;
  /** The turn as of which memory is, if it is. */
  let known: number | undefined;

  const forget = async () => {
    known = undefined;
    const former = client;
    client = undefined;
    // A server that is out of reach would never say goodbye.
    await Promise.race([former?.end().catch(() => {}), pause(goodbye, undefined, { ref: false })]);
  };
  /** Whatever fails, the connection may be in the midst of it. */
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
    // A broken connection is said by the next query on it.
    client.on('error', () => {});
    return client;
  };
  /** On the connection that there is, or on another one: it may have broken since. */
  const takeTurnAnew = async () => {
    if (client) {
      try {
        return { current: client, ...(await takeTurn(client)) };
      } catch (error) {
        await forget();
        // Said by a server that is there, such as that another one keeps the turn.
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

/** Where they are there nothing is written, which a user without the right to make tables could not do. */
async function createTables(client: pg.Client): Promise<void> {
  const areThere = async () => {
    // Not to_regclass, which may answer from a cache that the lock below does not renew.
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
  // The last of one key counts, and a statement may touch a row once.
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

/** A key and a value are JSON with escapes, since PostgreSQL's texts can hold neither NUL nor half a surrogate pair. */
function toChange({ key, value, bytes }: Row): Change {
  return {
    key: JSON.parse(key) as Key,
    value: value !== null ? JSON.parse(value) : bytes ? new Uint8Array(bytes) : undefined,
  };
}

/** An error of a connection that was tried at several addresses has no message of its own. */
function explained(error: unknown): unknown {
  const { message, errors } = error as Error & { errors?: Error[] };
  return message === '' && errors?.[0] ? errors[0] : error;
}
