import { ClientError } from './client-error.js';

/** Thrown before a request is sent: the file is nothing that the provider would take. Says nothing of its content. */
export class FileRefused extends ClientError {
  override name = 'FileRefused' as const;
  readonly code = 'FILE_REFUSED';
  /** 'content': no file at all; 'size': empty, or over the limit; 'type': of another kind than the provider names. */
  readonly reason: 'content' | 'size' | 'type';

  constructor(operationId: string, reason: FileRefused['reason'], message: string) {
    super({ operationId }, message);
    this.reason = reason;
  }
}
