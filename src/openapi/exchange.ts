/** What went over the wire. */

export interface SentRequest {
  method: string;
  /** Path and query below the base URL, as sent. */
  target: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** The documented status, such as `429` or `4XX`, that is wanted: it is no reason to try again. */
  expects?: string | undefined;
}

export interface ReceivedResponse {
  status: number;
  /** Lower-case names; a name that came several times has several values. */
  headers: Record<string, string[]>;
  /** Content codings undone. */
  body: Buffer;
}

/** Why no response came, in one sentence fit for a report. */
export interface Failure {
  kind: 'unreachable' | 'timeout' | 'too large' | 'broken';
  message: string;
}

export type Exchange = { response: ReceivedResponse } | { failure: Failure };
