import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** A middleware or a `fetch`, such as a logger that does not clone, has read a body that is still needed. */
export class BodyUsed extends ClientError {
  override name = 'BodyUsed' as const;
  readonly code = 'BODY_USED';
  declare readonly sent: 'yes' | 'no';

  /** @param who what has read the body, by its place */
  constructor(call: Call, isResponse: boolean, who: string) {
    const what = isResponse ? 'response' : 'request';
    super(call, `the body of the ${what} has been read by ${who}: read ${what}.clone() there`);
    this.sent = isResponse ? 'yes' : 'no';
  }
}
