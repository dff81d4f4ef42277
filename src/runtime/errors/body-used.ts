import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** A middleware or a `fetch` has read a body that others still need, such as one that logs and does not clone. */
export class BodyUsed extends ClientError {
  override name = 'BodyUsed' as const;
  readonly code = 'BODY_USED';
  override readonly sent: 'yes' | 'no';

  /** @param who the culprit, by its place */
  constructor(call: Call, isResponse: boolean, who: string) {
    const what = isResponse ? 'response' : 'request';
    super(call, `the body of the ${what} has been read by ${who}: read ${what}.clone() there`);
    this.sent = isResponse ? 'yes' : 'no';
  }
}
