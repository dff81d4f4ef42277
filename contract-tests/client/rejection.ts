import { expect } from 'vitest';

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<any> {
  return promise.then(
    () => expect.fail('it was fulfilled'),
    (error: unknown) => error,
  );
}
