/** Compares the evidence of two documents (`x-provenance`, `x-sources`). */
import { isObject, type Json, type JsonObject } from '../openapi/document.js';
import { escapeToken } from '../openapi/pointer.js';
import { provenanceAt } from '../openapi/provenance.js';

/** From the strongest to the weakest (spec/README.md). */
const statuses = ['documented', 'example', 'sdk', 'conflicting', 'assumed'];

export type EvidenceKind = 'firmer' | 'weaker' | 'other source' | 'other note' | 'read again' | 'correction';

export interface EvidenceChange {
  kind: EvidenceKind;
  message: string;
  old?: string | undefined;
  new?: string | undefined;
}

interface Held {
  status: string;
  source: string;
  note: string;
  corrects: string;
}

export function compareEvidence(from: JsonObject, to: JsonObject): EvidenceChange[] {
  const found: EvidenceChange[] = [];
  walk(from, to, '', undefined, undefined, found);
  return [...found, ...compareSources(from['x-sources'], to['x-sources'])];
}

function walk(
  a: Json,
  b: Json,
  pointer: string,
  heldBefore: Held | undefined,
  heldNow: Held | undefined,
  found: EvidenceChange[],
): void {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (const [index, item] of a.slice(0, b.length).entries()) {
      walk(item, b[index] as Json, `${pointer}/${index}`, heldBefore, heldNow, found);
    }
    return;
  }
  if (!isObject(a) || !isObject(b)) return;
  const [own, ownNow] = [read(a['x-provenance']), read(b['x-provenance'])];
  const [before, now] = [own ?? heldBefore, ownNow ?? heldNow];
  if (own || ownNow) {
    const change = compareHeld(before, now);
    const at = `${pointer}/x-provenance`;
    if (change) found.push({ ...change, old: own ? at : undefined, new: ownNow ? at : undefined });
  }
  for (const [key, value] of Object.entries(a)) {
    // The content of these is data.
    if (!Object.hasOwn(b, key) || ['example', 'examples', 'default', 'enum', 'const'].includes(key)) continue;
    if (key.startsWith('x-')) continue;
    walk(value, b[key] as Json, `${pointer}/${escapeToken(key)}`, before, now, found);
  }
}

function read(provenance: Json | undefined): Held | undefined {
  if (!isObject(provenance) || typeof provenance.status !== 'string') return undefined;
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
  return {
    status: provenance.status,
    source: [provenance.source ?? []].flat().map(String).join(', '),
    note: text(provenance.note),
    corrects: text(provenance.corrects),
  };
}

const rank = (status: string): number => {
  const place = statuses.indexOf(status);
  return place < 0 ? statuses.length : place;
};

function compareHeld(before: Held | undefined, now: Held | undefined): Omit<EvidenceChange, 'old' | 'new'> | undefined {
  if (!before || !now) {
    if (!before && !now) return undefined;
    const { status, source } = (now ?? before)!;
    return now
      ? { kind: 'firmer', message: `evidence was not said, is ${status} (${source})` }
      : { kind: 'weaker', message: `evidence was ${status} (${source}), is not said any more` };
  }
  if (before.status !== now.status) {
    const kind = rank(now.status) < rank(before.status) ? 'firmer' : 'weaker';
    return { kind, message: `evidence was ${sayHeld(before)}, is ${sayHeld(now)}` };
  }
  if (before.source !== now.source) {
    return { kind: 'other source', message: `evidence (${now.status}) was ${before.source}, is ${now.source}` };
  }
  if (before.note !== now.note || before.corrects !== now.corrects) {
    return { kind: 'other note', message: `the note on the evidence (${now.status}, ${now.source}) changed` };
  }
  return undefined;
}

const sayHeld = ({ status, source }: Held): string => (source === '' ? status : `${status} (${source})`);

/** `x-sources` of the bundles: pages by id, with the day of reading. */
function compareSources(a: Json | undefined, b: Json | undefined): EvidenceChange[] {
  const [before, now] = [byId(a), byId(b)];
  // A document without sources has neither lost nor gained any.
  if (before.size === 0) return [];
  return [...now].flatMap(([id, { source, pointer }]): EvidenceChange[] => {
    const old = before.get(id);
    if (!old) return [{ kind: 'other source', message: `source ${id} is new`, new: pointer }];
    if (old.source.read === source.read) return [];
    const message = `source ${id} was read again on ${String(source.read)} (before: ${String(old.source.read)})`;
    return [{ kind: 'read again', message, old: old.pointer, new: pointer }];
  });
}

function byId(sources: Json | undefined): Map<string, { source: JsonObject; pointer: string }> {
  if (Array.isArray(sources)) {
    return new Map(
      sources.flatMap((source, index) =>
        isObject(source)
          ? [[String(source.id ?? source.url ?? index), { source, pointer: `/x-sources/${index}` }]]
          : [],
      ),
    );
  }
  const map = isObject(sources) ? sources : {};
  return new Map(
    Object.entries(map).flatMap(([id, source]) =>
      isObject(source) ? [[id, { source, pointer: `/x-sources/${escapeToken(id)}` }]] : [],
    ),
  );
}

/**
 * Explains a correction: `corrects` in the new evidence says that the document was wrong, or weak evidence was replaced
 * by better. Otherwise the API changed.
 * @returns the explanation
 */
export function correctionOf(from: JsonObject, to: JsonObject, at: { old: string; new: string }): string | undefined {
  const now = provenanceAt(to, at.new);
  const before = provenanceAt(from, at.old);
  if (!now || !before) return undefined;
  if (now.corrects !== undefined && now.corrects !== before.corrects) return now.corrects;
  const isDoubtful = before.status !== 'documented';
  if (!isDoubtful || rank(now.status) >= rank(before.status)) return undefined;
  return `it was ${before.status}, and is ${now.status} now`;
}
