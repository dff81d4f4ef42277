/**
 * Removes trailing slashes from a base URL, since every path of a document begins with one. In a browser a path is
 * enough, such as that of a proxy on the page's own origin.
 * @throws {TypeError} for an unusable base URL. The message does not contain the URL, since it may hold a password.
 */
export function normalizeBaseUrl(baseUrl: string): string {
  const url = `${baseUrl}`;
  if (!/^(https?:\/)?\/(?!\/|[^/]*@)[^?#]*$/i.test(url) || !canParse(url)) {
    throw new TypeError('baseUrl must be like https://example.com/path, without user name, query or fragment');
  }
  return url.replace(/\/+$/, '');
}

/** React Native lacks `URL.canParse`. */
function canParse(url: string): boolean {
  try {
    return Boolean(new URL(url, 'http://a'));
  } catch {
    return false;
  }
}

/**
 * The base URL of one call.
 * @param own the client's base URL
 * @throws {TypeError} for another origin than the client's
 */
export function baseUrlWithin(baseUrl: string, own: string): string {
  const [origin = ''] = /^(https?:\/\/[^/]+)?/i.exec(own)!;
  const url = normalizeBaseUrl(baseUrl);
  if (origin ? `${url}/`.startsWith(`${origin}/`) : url.startsWith('/')) return url;
  throw new TypeError('baseUrl of one call must have the origin of its client.');
}

/**
 * The base URL of a server by its name.
 * @param name by default the first server whose name does not begin with `production`, so that nobody uses it by accident
 * @throws {TypeError} for a name that the document does not have
 */
export function chooseServer(
  servers: Readonly<Record<string, string>>,
  name = Object.keys(servers).find((one) => !/^production/.test(one)),
): string {
  if (name && Object.hasOwn(servers, name)) return servers[name]!;
  throw new TypeError(`server must be one of: ${Object.keys(servers).join(', ')}`);
}
