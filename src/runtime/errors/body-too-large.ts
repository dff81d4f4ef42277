import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** The response has more bytes than `maxBodySize`. The rest was not read. */
export class BodyTooLarge extends ClientError {
  override name = 'BodyTooLarge' as const;
  readonly code = 'BODY_TOO_LARGE';
  declare readonly status: number;
  override readonly sent = 'yes';

  /** @param limit in bytes */
  constructor(call: Call, status: number, limit: number) {
    super(call, `the body of the ${status} has more than ${limit} bytes`);
    this.status = status;
  }
}
