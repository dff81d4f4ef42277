/** What sends the requests of the examples phase. */
import type { Exchange, SentRequest } from '../../openapi/exchange.js';
import type { Gateway } from '../http/gateway.js';
import type { CaseResult } from '../report.js';

export type DriverName = 'dredd' | 'direct';

export interface Driver {
  /** Resolves when the driver has come to a case; false when it leaves the case out. Indexes rise, one case at a time. */
  begin?(index: number): Promise<boolean>;
  /** @throws {DriverFailed} when no exchange can come any more. */
  send(index: number, request: SentRequest): Promise<Exchange>;
  /** Called with how a case has ended, whether or not it was begun and sent. */
  end?(index: number, result: CaseResult): void;
  /** Ends the driver. Any problem means that the run proves nothing. */
  close(): Promise<{ problems: string[] }>;
}

/** @param results One for each case of the phase, in order, as they are before anything is sent. */
export type OpenDriver = (results: readonly CaseResult[], gateway: Gateway) => Promise<Driver>;

/** The driver can send nothing more. The message is a sentence for the report. */
export class DriverFailed extends Error {
  override name = 'DriverFailed' as const;
}

/** Sends each request straight to the target. */
export const openDirect: OpenDriver = async (_, gateway) => ({
  send: (_index, request) => gateway.send(request),
  close: async () => ({ problems: [] }),
});
