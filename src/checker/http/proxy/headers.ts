/** Forwards headers in their order and number, without those of one connection. */
import { hopByHop } from '../gateway.js';
import { toPairs } from '../malformed.js';

/** `Connection` cannot remove these headers: they frame or address the message (RFC 9110, 7.6.1). */
const kept = new Set(['content-length', 'host']);

/** @param raw names and values in turn, as Node gives and takes them. */
export function passOn(raw: readonly string[], drop: readonly string[] = []): string[] {
  const pairs = toPairs(raw);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((one) => one.trim().toLowerCase()))
    .filter((name) => !kept.has(name));
  const dropped = new Set([...hopByHop, ...named, ...drop]);
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

/** The headers of a request for the target: its own host, and the framing that the client chose. */
export function toTarget(raw: readonly string[], target: URL, method: string): string[] {
  const pairs = toPairs(raw);
  const codings = pairs.filter(([name]) => name.toLowerCase() === 'transfer-encoding').map(([, value]) => value);
  const hasLength = pairs.some(([name]) => name.toLowerCase() === 'content-length');
  const framing =
    codings.length > 0
      ? ['Transfer-Encoding', codings.join(', ')]
      : !hasLength && ['POST', 'PUT', 'PATCH'].includes(method)
        ? ['Content-Length', '0']
        : [];
  return ['Host', target.host, ...passOn(raw, ['host']), ...framing];
}
