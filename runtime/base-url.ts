/**
 * A base URL without slashes at its end, because every path of a document begins with one.
 * @throws {TypeError} for one that no request could use. The message leaves the URL out: it may hold a password.
 */
export function normalizeBaseUrl(baseUrl: string): string {
  // In a browser a path alone will do: that of a proxy on the page's own origin.
  if (!/^\/(?!\/)/.test(baseUrl)) checkAbsolute(baseUrl);
  return baseUrl.replace(/\/+$/, '');
}

function checkAbsolute(baseUrl: string): void {
  let url: URL | undefined;
  try {
    url = new URL(baseUrl);
  } catch {
    // judged below, with the other faults
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('baseUrl must begin with http:// or https://, such as http://127.0.0.1:4010');
  }
  if (url.username || url.password) throw new TypeError('baseUrl must hold no user name and no password');
  if (url.search || url.hash) throw new TypeError('baseUrl must have neither a query nor a fragment');
}
