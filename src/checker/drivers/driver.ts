/** What sends the requests of the examples. */
import type { Exchange, SentRequest } from '../../openapi/exchange.js';

export type DriverName = 'dredd' | 'direct';

export interface Driver {
  /** Indexes rise; one request at a time. Rejects when the driver itself fails. */
  send(index: number, request: SentRequest): Promise<Exchange>;
  /** Ends the driver. Any problem means that the run proves nothing. */
  close(): Promise<{ problems: string[] }>;
}
