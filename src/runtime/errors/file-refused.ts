import { ClientError } from './client-error.js';

/** Thrown before a request is sent: the provider would not accept the file. The error has none of its content. */
export class FileRefused extends ClientError {
  override name = 'FileRefused' as const;
  readonly code = 'FILE_REFUSED';
  /** 'content': no file; 'size': empty, or over the limit; 'type': not one of the provider's file types. */
  declare readonly reason: 'content' | 'size' | 'type';

  constructor(operationId: string, reason: FileRefused['reason'], message: string) {
    super({ operationId }, message);
    this.reason = reason;
  }
}
