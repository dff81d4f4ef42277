/** Puts into a body what it leaves out of its `header`. What the caller has set stays as it is. */
import type { Call } from '../definition.js';

interface Part {
  header?: object;
  data?: Part;
}

/** A form has its header in the part `data`; a request without a body, such as any GET of `fetch`, has none. */
export function fillHeader(body: Part | undefined, { method, path }: Call, defaults: object): Part | undefined {
  if (method === 'GET') return body;
  const fill = (part?: Part) => ({ ...part, header: { ...defaults, ...part?.header } });
  return path === '/0.2/documents' ? { ...body, data: fill(body?.data) } : fill(body);
}
