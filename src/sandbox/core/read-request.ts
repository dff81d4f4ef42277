/** Reads what a request holds, before it is anybody's turn: a slow client keeps nobody waiting. */
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

/** The longest text of V8, which a snapshot is: what the sandbox has given, it takes back. */
const maxSnapshotBytes = 2 ** 29;

/** Bytes that the body of a request may have. */
function limitOf({ operationId }: Route, contentType: string | null, maxJsonSize: number): number {
  if (/^\s*multipart\/form-data\s*(;|$)/i.test(contentType ?? '')) return maxFormBytes;
  return operationId === 'restoreSnapshot' ? maxSnapshotBytes : maxJsonSize;
}

/**
 * @param maxJsonSize bytes that a body that is no form may have
 * @returns `tooLarge` with the limit, or `cut off` where the client went away or the platform could not read on.
 */
export async function readRequest(
  { method, url, headers, read }: RequestMessage,
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
  for (const [name, value] of url.searchParams) query[name] ??= value;
  return {
    route,
    method,
    path: url.pathname,
    params,
    query,
    headers,
    rawBody,
    parsed: await parseBody(route, contentType, rawBody, untyped),
  };
}
