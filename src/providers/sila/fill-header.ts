/** Where the `header` of a body is. */
import { isReady } from '../../runtime/body.js';
import type { Call } from '../../runtime/definition.js';

interface Part {
  header?: { created?: number };
  data?: Part;
}

/**
 * A form has its header in the part `data`; one that the caller has made, bytes and streams stay as they are; a request without a body, such as any GET of `fetch`, has none.
 * @returns another body: the one that it gets is the caller's
 */
export function fillHeader(
  body: Part | undefined,
  { method, path }: Call,
  fill: (header: Part['header']) => object,
): Part | undefined {
  if (method === 'GET' || isReady(body)) return body;
  const filled = (part?: Part) => ({ ...part, header: fill(part?.header) });
  return path === '/0.2/documents' ? { ...body, data: filled(body?.data) } : filled(body);
}
