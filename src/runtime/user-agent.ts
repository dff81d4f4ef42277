/** A browser speaks for itself: there the header is not ours to set, and would cost a CORS preflight. */
export function userAgent(agent: string): Record<string, string> {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': agent };
}
