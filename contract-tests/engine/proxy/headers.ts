/** Headers on their way through: as they came, in their order and number, but for those of one connection. */
import { hopByHop } from '../gateway.js';

/** @param raw names and values in turn, as Node gives and takes them. */
export function passOn(raw: readonly string[], drop: readonly string[] = []): string[] {
  const pairs = toPairs(raw);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((one) => one.trim().toLowerCase()));
  const dropped = new Set([...hopByHop, ...named, ...drop]);
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

/** A request goes to the target's own host. */
export function toTarget(raw: readonly string[], target: URL, method: string): string[] {
  const names = new Set(toPairs(raw).map(([name]) => name.toLowerCase()));
  const framing = names.has('transfer-encoding')
    ? ['Transfer-Encoding', 'chunked']
    : !names.has('content-length') && ['POST', 'PUT', 'PATCH'].includes(method)
      ? ['Content-Length', '0']
      : [];
  return ['Host', target.host, ...passOn(raw, ['host']), ...framing];
}

function toPairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
}
