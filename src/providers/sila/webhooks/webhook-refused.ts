/**
 * - `signature missing`, `signature wrong`: not from Sila, as far as can be told, or not as Sila sent it.
 * - `replayed`: has been taken in before. Answer 200, or it comes again.
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

/** What to answer. Sila sends again what gets a 4xx or 5xx; a replayed event has had its answer. */
const statuses = {
  'signature missing': 401,
  'signature wrong': 401,
  replayed: 200,
  'too old': 400,
  'too large': 413,
  malformed: 400,
} as const satisfies Record<RefusalReason, number>;

/** A delivery that must not be acted on. Holds nothing of it. */
export class WebhookRefused extends Error {
  override name = 'WebhookRefused' as const;
  readonly reason: RefusalReason;
  /** HTTP status to answer with. */
  readonly status: (typeof statuses)[RefusalReason];

  constructor(reason: RefusalReason, detail?: string) {
    super(`The webhook was refused: ${reason}${detail ? ` (${detail})` : ''}.`);
    this.reason = reason;
    this.status = statuses[reason];
  }
}
