/** The evidence of a clause: its own `x-provenance`, or that of its nearest ancestor (spec/README.md). */
import { isObject, valueAt, type Json, type JsonObject } from './document.js';

export interface Provenance {
  /** `documented`, `example`, `sdk`, `conflicting` or `assumed`; foreign documents may have others. */
  status: string;
  /** The ids of the pages, joined by commas. */
  source?: string;
  note?: string;
  /** The error of an earlier version of the document. */
  corrects?: string;
}

/** Undefined for a document without provenance, as most are. */
export function provenanceAt(document: JsonObject, pointer: string): Provenance | undefined {
  const tokens = pointer.split('/');
  for (let length = tokens.length; length > 0; length--) {
    const node = valueAt(document, tokens.slice(0, length).join('/'));
    const found = isObject(node) ? read(node['x-provenance']) : undefined;
    if (found) return found;
  }
  return undefined;
}

function read(provenance: Json | undefined): Provenance | undefined {
  if (!isObject(provenance) || typeof provenance.status !== 'string') return undefined;
  const sources = [provenance.source ?? []].flat().map(String);
  return {
    status: provenance.status,
    ...(sources.length > 0 && { source: sources.join(', ') }),
    ...(typeof provenance.note === 'string' && { note: provenance.note }),
    ...(typeof provenance.corrects === 'string' && { corrects: provenance.corrects }),
  };
}
