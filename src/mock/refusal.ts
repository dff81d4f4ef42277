/** A refusal by the mock itself, as a problem document (RFC 9457): the document has no response for it. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
