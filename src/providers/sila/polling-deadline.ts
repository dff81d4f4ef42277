import { ClientError } from '../../runtime/errors/client-error.js';

/** The verification has no result in time. It continues at Sila: ask again later, or receive webhooks. */
export class PollingDeadline extends ClientError {
  override name = 'PollingDeadline' as const;
  readonly code = 'POLLING_DEADLINE';
  /** `verification_status` of the last response that had one. */
  readonly verificationStatus: string | undefined;
  override readonly retryable = true;
  override readonly sent = 'yes';

  constructor(deadline: number, status: string | undefined) {
    super(
      { operationId: 'getVerification' },
      `no result within ${deadline} ms. The verification goes on: receive webhooks to learn of it`,
    );
    this.verificationStatus = status;
  }
}
