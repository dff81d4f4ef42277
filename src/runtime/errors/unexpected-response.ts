import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/**
 * A success without the JSON that the document promises: HTML, JSON that breaks off, or nothing at all. Whatever it
 * was came from the provider, or from something between, such as a proxy; the provider may well have acted.
 */
export class UnexpectedResponse extends ClientError {
  override name = 'UnexpectedResponse' as const;
  readonly code = 'UNEXPECTED_RESPONSE';
  override readonly status: number;
  override readonly retryable: boolean;
  override readonly sent = 'yes';
  /** As the server sent it, `null` if it did not. Not part of the message. */
  readonly contentType: string | null;

  constructor(call: Call, { status, headers }: Response) {
    super(call, `the body of the ${status} is not the JSON that the document promises`);
    this.status = status;
    this.retryable = call.repeatable;
    this.contentType = headers.get('Content-Type');
  }
}
