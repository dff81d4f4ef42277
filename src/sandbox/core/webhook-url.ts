/** Where webhooks may go. */

/** What is wrong with a URL, for the sentence "… must be …"; undefined if nothing is. */
export function webhookUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return 'must be a URL of http: or https:';
  // fetch sends none, and would refuse the URL.
  return url.username || url.password ? 'must be a URL without a user name and password' : undefined;
}
