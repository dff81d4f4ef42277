/** A request that never reaches Prism: nothing in the document answers it, so the mock does, as RFC 9457 has it. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
