/** Opens the store of `--state`: a file, or a database that several sandboxes share. */
import { StoreInUse } from '../../sandbox/core/store/errors.js';
import type { SharedStore, Store } from '../../sandbox/core/store/store.js';
import { CliError } from '../../openapi/cli-error.js';
import { requirePeers } from '../../openapi/peer-packages.js';

/** @throws {CliError} exit code 2 for an invalid or foreign state, 3 for a database that cannot be reached */
export async function openStore(state: string): Promise<Store | SharedStore> {
  return isDatabase(state) ? openDatabase(state) : openFile(state);
}

/** @param error the error of the store, whenever it occurs */
export function stateError(state: string, error: unknown): CliError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  // The code of a system call; an SQLSTATE has five characters and begins with a digit or a letter other than E.
  const isUnreachable = isDatabase(state) && (/^E[A-Z]+$/.test(code) || /timeout|terminated/i.test(message));
  if (code === 'ENOENT' && !isDatabase(state))
    return new CliError(`--state ${state}: its folder is not there: make it first`, 2);
  const reason = `${oneLine(error)}${isUnreachable ? '; start it, or name another one' : ''}`;
  // A blank, which the password of a database may contain, would end what is hidden of it.
  const name = isDatabase(state) ? state.replaceAll(/\s/g, '%20') : state;
  return new CliError(`--state ${name} cannot be used: ${reason}`, isUnreachable ? 3 : 2);
}

const isDatabase = (state: string): boolean => /^postgres(ql)?:\/\//.test(state);

async function openDatabase(url: string): Promise<SharedStore> {
  requirePeers('--state postgres://…', 'pg');
  const { postgresStore } = await import('../../sandbox/core/store/postgres.js');
  try {
    return await postgresStore(url);
  } catch (error) {
    throw stateError(url, error);
  }
}

async function openFile(file: string): Promise<Store> {
  if (file === '') throw new CliError('--state is empty: name a file', 2);
  // A misspelt scheme would be used as the name of a folder.
  const [scheme] = /^[a-z][a-z\d+.-]+:\/\//i.exec(file) ?? [];
  if (scheme) throw new CliError(`--state takes a file or postgres://…, not ${scheme}…`, 2);
  requirePeers('--state', 'lmdb');
  const { lmdbStore } = await import('../../sandbox/core/store/lmdb.js').catch((error: unknown) => {
    // The package is installed without its native part.
    throw new CliError(`--state needs lmdb, which does not load here: ${oneLine(error)}`, 2);
  });
  try {
    return await lmdbStore(file);
  } catch (error) {
    if (error instanceof StoreInUse) throw new CliError(error.message, 2);
    throw stateError(file, error);
  }
}

const oneLine = (error: unknown) => String((error as Error).message).split('\n')[0];
