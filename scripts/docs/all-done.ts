/**
 * As Promise.all, but a failure waits for the others to end: when the cleaning up begins, nobody is still writing.
 * @throws the first failure, in the order of the list.
 */
export async function allDone<T>(tasks: readonly Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(tasks);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
