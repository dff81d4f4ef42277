/** @param time Unix milliseconds @returns RFC 3339, in UTC with milliseconds */
export function toIso(time: number): string {
  return new Date(time).toISOString();
}
