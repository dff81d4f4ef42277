/** A request and its response, or why none came. */

export interface SentRequest {
  method: string;
  /** Path and query below the base URL, as sent. */
  target: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** The documented status, such as `429` or `4XX`, that is expected: it causes no retry. */
  expects?: string | undefined;
}

export interface ReceivedResponse {
  status: number;
  /** By lower-case name, with all values of a repeated header. */
  headers: Record<string, string[]>;
  /** After content codings are undone. */
  body: Buffer;
}

/** Why no response came, as a sentence for a report. */
export interface Failure {
  kind: 'unreachable' | 'timeout' | 'too large' | 'content coding' | 'broken';
  message: string;
}

export type Exchange = { response: ReceivedResponse } | { failure: Failure };
