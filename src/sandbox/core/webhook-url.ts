/** Restricts the URLs of webhooks. */

/** The problem of a URL, as the end of a sentence ("… must be …"); undefined for a valid URL. */
export function webhookUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return 'must be a URL of http: or https:';
  // fetch sends no credentials of a URL, and would refuse it.
  return url.username || url.password ? 'must be a URL without a user name and password' : undefined;
}
