/** Thrown by every call from the first that could not be stored on: memory is ahead of the store, and must not be shown. */
export class StoreFailed extends Error {
  override name = 'StoreFailed' as const;

  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : 'for an unknown reason';
    super(`The state could not be stored (${why}): make room for it, and start the sandbox again.`, { cause });
  }
}
