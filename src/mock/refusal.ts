/** A request that never reaches Prism: nothing in the document answers it, so the mock does, as RFC 9457 has it. */
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
