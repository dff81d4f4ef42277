/** The object in the body of a request. */

/** @returns undefined for another media type, what is no JSON, and what is no object */
export async function jsonObjectIn(
  request: Request,
  type = 'application/json',
): Promise<Record<string, unknown> | undefined> {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith(type)) return undefined;
  const sent = (await request.json().catch(() => undefined)) as unknown;
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent)
    ? (sent as Record<string, unknown>)
    : undefined;
}
