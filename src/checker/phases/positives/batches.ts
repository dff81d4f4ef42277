/** Variations that go together in one request: a server that refuses any of them refuses that, and then each is tried. */
import type { Json } from '../../../openapi/document.js';
import type { Variation } from './variation.js';

/** @param isValid of a body, by the document */
export function batchesOf(
  variations: readonly Variation[],
  body: Json | undefined,
  isValid: (body: Json) => boolean,
): Variation[][] {
  const batches: { members: Variation[]; body: Json | undefined }[] = [];
  for (const variation of variations) {
    const batch = batches.find(({ members, body: current }) => {
      if (members.some((one) => areExclusive(one, variation))) return false;
      if (!variation.apply || current === undefined) return true;
      return isValid(variation.apply(current));
    });
    if (!batch) {
      batches.push({ members: [variation], body: body === undefined ? undefined : (variation.apply?.(body) ?? body) });
      continue;
    }
    batch.members.push(variation);
    if (variation.apply && batch.body !== undefined) batch.body = variation.apply(batch.body);
  }
  return batches.map(({ members }) => members);
}

/** Whether two cannot go together: both are about the same part of the request, or one about a part of the other. */
function areExclusive(one: Variation, other: Variation): boolean {
  if (one.write && other.write) return true;
  if ((one.isLarge && other.rule) || (one.rule && other.isLarge)) return true;
  if ((one.rule ?? one.security) && (other.rule ?? other.security)) return true;
  if (one.at === undefined || other.at === undefined) return false;
  if (one.notWith?.includes(other.at)) return true;
  return one.at === other.at || one.at.startsWith(`${other.at}/`) || other.at.startsWith(`${one.at}/`);
}
