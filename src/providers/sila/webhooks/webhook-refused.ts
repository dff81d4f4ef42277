/**
 * - `signature missing`, `signature wrong`: not sent by Sila, or changed on the way.
 * - `replayed`: processed before. Answer 200, or Sila sends it again.
 * - `too old`: older than `maxAge`, or as far in the future.
 * - `too large`, `malformed`: no event.
 */
export type RefusalReason =
  | 'signature missing'
  | 'signature wrong'
  | 'replayed'
  | 'too old'
  | 'too large'
  | 'malformed';

/**
 * The status of the response. Sila sends an event with a 4xx or 5xx response again; a replayed event was already
 * processed.
 */
const statuses = {
  'signature missing': 401,
  'signature wrong': 401,
  replayed: 200,
  'too old': 400,
  'too large': 413,
  malformed: 400,
} as const satisfies Record<RefusalReason, number>;

/** A delivery that must not be processed. The error contains nothing of it. */
export class WebhookRefused extends Error {
  override name = 'WebhookRefused' as const;
  readonly reason: RefusalReason;
  /** HTTP status of the response. */
  readonly status: (typeof statuses)[RefusalReason];

  constructor(reason: RefusalReason, detail?: string) {
    super(`The webhook was refused: ${reason}${detail ? ` (${detail})` : ''}.`);
    this.reason = reason;
    this.status = statuses[reason];
  }
}
