/** A database of its own for each test, on the server that `npm run test:postgres` has started. */
import pg from 'pg';

let number = 0;

const server = (): string => {
  const url = process.env['POSTGRES_URL'];
  if (url === undefined) throw new Error('there is no server: run these tests with npm run test:postgres');
  return url;
};

/** @returns its URL */
export async function freshDatabase(): Promise<string> {
  const name = `sandbox_${process.pid}_${number++}`;
  await query(server(), `CREATE DATABASE ${name}`);
  const url = new URL(server());
  url.pathname = `/${name}`;
  return url.href;
}

export async function query<Row extends object = object>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
