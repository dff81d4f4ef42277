/**
 * The base URL of a server by its name.
 * @param name the first server that is not called `production` if left out: nobody gets there by accident
 * @throws {TypeError} for a name that the document does not have
 */
export function chooseServer(
  servers: Readonly<Record<string, string>>,
  name = Object.keys(servers).find((one) => one !== 'production'),
): string {
  if (name && Object.hasOwn(servers, name)) return servers[name]!;
  throw new TypeError(`server must be one of: ${Object.keys(servers).join(', ')}`);
}
