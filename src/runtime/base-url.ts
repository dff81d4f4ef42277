/**
 * A base URL without slashes at its end, because every path of a document begins with one. In a browser a path alone
 * will do: that of a proxy on the page's own origin.
 * @throws {TypeError} for one that no request could use. The message leaves the URL out: it may hold a password.
 */
export function normalizeBaseUrl(baseUrl: string): string {
  if (!/^(https?:\/)?\/(?!\/|[^/]*@)[^?#]*$/i.test(baseUrl) || !URL.canParse(baseUrl, 'http://a')) {
    throw new TypeError('baseUrl must be like https://example.com/path, without user name, query or fragment');
  }
  return baseUrl.replace(/\/+$/, '');
}
