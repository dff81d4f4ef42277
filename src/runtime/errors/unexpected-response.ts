import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/**
 * A success without the documented JSON: HTML, JSON that breaks off, or no body. It may come from the provider or from
 * an intermediary, such as a proxy, and the provider may have acted.
 */
export class UnexpectedResponse extends ClientError {
  override name = 'UnexpectedResponse' as const;
  readonly code = 'UNEXPECTED_RESPONSE';
  declare readonly status: number;
  declare readonly retryable: boolean;
  override readonly sent = 'yes';
  /** The value that the server sent, `null` without one. It is not part of the message. */
  declare readonly contentType: string | null;

  constructor(call: Call, { status, headers }: Response) {
    super(call, `the body of the ${status} is not the JSON that the document promises`);
    this.status = status;
    this.retryable = call.repeatable;
    this.contentType = headers.get('Content-Type');
  }
}
