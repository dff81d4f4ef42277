/** Thrown by a call whose changes could not be stored: memory is ahead of the store then, and must not be shown. */
export class StoreFailed extends Error {
  override name = 'StoreFailed' as const;

  /** @param remedy what to do next, as the end of a sentence */
  constructor(cause: unknown, remedy: string) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : 'for an unknown reason';
    super(`The state could not be stored (${why}): ${remedy}.`, { cause });
  }
}
