/** Reads a request before its transaction begins, so that a slow client delays no other call. */
import type { Route } from '../../runtime/route.js';
import { parseBody, type ParsedBody } from './parse-body.js';
import { maxFormBytes } from '../../http/read-bytes.js';
import type { RequestMessage } from './message.js';

export interface Incoming {
  readonly route: Route;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly parsed: ParsedBody;
}

/** A snapshot can be as long as V8's longest string, and the sandbox must accept its own snapshots. */
const maxSnapshotBytes = 2 ** 29;

/** The largest body of a request, in bytes. */
function limitOf({ operationId }: Route, contentType: string | null, maxJsonSize: number): number {
  if (/^\s*multipart\/form-data\s*(;|$)/i.test(contentType ?? '')) return maxFormBytes;
  return operationId === 'restoreSnapshot' ? maxSnapshotBytes : maxJsonSize;
}

/**
 * @param maxJsonSize largest body that is no form, in bytes
 * @returns `tooLarge` with the limit, or `cut off` when the client closed the connection or the platform could not read
 *   on.
 */
export async function readRequest(
  { method, path, query: search, headers, read }: RequestMessage,
  route: Route,
  params: Readonly<Record<string, string>>,
  maxJsonSize: number,
  untyped?: string,
): Promise<Incoming | { tooLarge: number } | 'cut off'> {
  const contentType = headers['content-type'] ?? null;
  const limit = limitOf(route, contentType, maxJsonSize);
  let rawBody: Uint8Array | undefined;
  try {
    rawBody = await read(limit);
  } catch {
    return 'cut off';
  }
  if (!rawBody) return { tooLarge: limit };
  const query: Record<string, string> = Object.create(null);
  if (search !== '') for (const [name, value] of new URLSearchParams(search)) query[name] ??= value;
  return {
    route,
    method,
    path,
    params,
    query,
    headers,
    rawBody,
    parsed: await parseBody(route, contentType, rawBody, untyped),
  };
}
