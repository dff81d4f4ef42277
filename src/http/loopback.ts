/** Recognizes addresses and names of this machine. */

/** @param address of a server's socket */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** @param host value of the header Host: a name or an address, with or without a port */
export function isLoopbackHost(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  // RFC 6761 reserves localhost and its subdomains for loopback. `URL` normalizes IPv4 addresses.
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /^(.+\.)?localhost$/.test(hostname);
}
