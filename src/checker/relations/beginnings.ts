/** Remembers when records began, as responses say: a record was made once, whatever happens to it later. */
import type { Json } from '../../openapi/document.js';
import { beginningsIn, type BrokenInstant } from './instants.js';
import { everyItem, objectsOf } from './leaves.js';

/** As many as a run makes; later ones are not compared. */
const most = 20_000;

export class Beginnings {
  /** Unix seconds, by operation, place, and id of the record. */
  readonly #known = new Map<string, number>();
  /** Places whose id is not that of the record itself, since it occurs twice with different times. */
  readonly #ambiguous = new Set<string>();

  /** The times of creation that were others in an earlier response of the operation. */
  changedIn(operationId: string, answer: Json): BrokenInstant[] {
    const seen = new Map<string, number>();
    const found: (BrokenInstant & { place: string })[] = [];
    for (const [pointer, object] of objectsOf(answer)) {
      const id = idOf(object);
      if (id === undefined) continue;
      for (const [name, seconds] of beginningsIn(object)) {
        const place = `${operationId} ${everyItem(pointer)}/${name}`;
        const record = `${place} ${id}`;
        if (seen.has(record) && seen.get(record) !== seconds) this.#ambiguous.add(place);
        seen.set(record, seconds);
        const known = this.#known.get(record);
        if (known === undefined && this.#known.size < most) this.#known.set(record, seconds);
        if (known !== undefined && Math.abs(known - seconds) >= 1)
          found.push({ place, pointer: `${pointer}/${name}`, message: 'expected the time that it had before' });
      }
    }
    return found.filter(({ place }) => !this.#ambiguous.has(place));
  }
}

/** A member called `id` or `uuid`, or else the only one that ends so. */
function idOf(object: Readonly<Record<string, Json>>): string | undefined {
  const ids = Object.entries(object).filter(
    ([name, value]) =>
      typeof value === 'string' && value.length >= 8 && /(^|_)(id|uuid)$|I[dD]$|U[uU][iI][dD]$/.test(name),
  );
  const [own] = ids.filter(([name]) => name === 'id' || name === 'uuid');
  const chosen = own ?? (ids.length === 1 ? ids[0] : undefined);
  return chosen && JSON.stringify(chosen);
}
