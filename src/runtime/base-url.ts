/**
 * Removes trailing slashes from a base URL, since every path of a document begins with one. In a browser a path is
 * enough, such as that of a proxy on the page's own origin.
 * @throws {TypeError} for an unusable base URL. The message does not contain the URL, since it may hold a password.
 */
export function normalizeBaseUrl(baseUrl: string): string {
  const url = `${baseUrl}`;
  try {
    // React Native lacks `URL.canParse`.
    if (/^(https?:\/)?\/(?!\/|[^/]*@)[^?#]*$/i.test(url) && new URL(url, 'http://a')) return url.replace(/\/+$/, '');
  } catch {
    // As below: the platform's error would quote the URL.
  }
  throw new TypeError('baseUrl must be like https://example.com/path, without user name, query or fragment');
}

/**
 * The base URL of one call.
 * @param own the client's base URL
 * @throws {TypeError} for another origin than the client's
 */
export function baseUrlWithin(baseUrl: string, own: string): string {
  const url = normalizeBaseUrl(baseUrl);
  if (originOf(url) === originOf(own)) return url;
  throw new TypeError('baseUrl of one call must have the origin of its client.');
}

/** Undefined for a path alone. `URL` of React Native has no `origin`. */
function originOf(url: string): string | undefined {
  return /^\w+:\/\/[^/]+/.exec(url)?.[0];
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
