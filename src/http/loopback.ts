/** Tells the addresses and names of this machine alone from all others. */

/** @param address as a server's socket has it */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** @param host value of the header Host: a name or an address, with a port or without */
export function isLoopbackHost(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  // RFC 6761 keeps localhost, and all below it, for loopback. `URL` writes every form of an IPv4 address alike.
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /^(.+\.)?localhost$/.test(hostname);
}
