/**
 * The part `data` of an upload, which no schema validates. Sources: docs/documents, PHP SDK DocumentsTest (400 for a
 * missing member, a blank name and a blank description).
 */
import { isRecord } from './header.js';
import { compact } from './personal-data.js';
import type { ValidationDetails } from './reply.js';
import { validators } from './validators.js';
import { blank, detailsOf, notAChoice, required } from './violations.js';
import { isDocumentType } from './document-types.js';

export interface Metadata {
  name?: string;
  filename: string;
  hash: string;
  mime_type: string;
  document_type: string;
  description?: string;
  verification_uuid?: string;
}

/** The metadata by the name of the file's part; `isList` is the form for several documents. */
export type UploadData = { isList: boolean; files: Map<string, Metadata> } | { wrong: ValidationDetails };

export async function readUploadData(data: unknown): Promise<UploadData> {
  if (!isRecord(data)) return { wrong: { data: data === undefined ? required : 'Not a valid value.' } };
  const { header, message } = data;
  const { getEntityRequest } = await validators();
  // The rules of the header are those of every other operation on an end user.
  const headerAlone = { ...(header === undefined ? {} : { header }), ...(message === undefined ? {} : { message }) };
  const headerWrong = getEntityRequest(headerAlone) ? {} : detailsOf(headerAlone, getEntityRequest.errors ?? []);
  const isList = data.file_metadata !== undefined;
  const described = isList ? data.file_metadata : { file: data };
  if (!isRecord(described) || Object.keys(described).length === 0) {
    return { wrong: { ...headerWrong, file_metadata: 'Not a valid value.' } };
  }
  const wrong = Object.entries(described).map(([name, one]): [string, ValidationDetails | undefined] => [
    name,
    isRecord(one) ? problemsOf(one) : { document_type: required },
  ]);
  const filesWrong = isList ? compact({ file_metadata: compact(Object.fromEntries(wrong)) }) : wrong[0]?.[1];
  const all = { ...headerWrong, ...filesWrong };
  if (Object.keys(all).length > 0) return { wrong: all };
  return { isList, files: new Map(Object.entries(described) as [string, unknown][] as [string, Metadata][]) };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function problemsOf(one: Record<string, unknown>): ValidationDetails | undefined {
  const { name, filename, hash, mime_type, document_type, identity_type, description, verification_uuid } = one;
  const { provider, is_front } = one;
  return compact({
    name: optionalText(name),
    filename: text(filename),
    hash: text(hash) ?? (/^[0-9a-f]{64}$/i.test(String(hash)) ? undefined : 'Not a valid value.'),
    mime_type: text(mime_type) ?? (/^[\w.+-]+\/[\w.+-]+$/.test(String(mime_type)) ? undefined : 'Not a valid value.'),
    document_type: text(document_type) ?? (isDocumentType(String(document_type)) ? undefined : notAChoice),
    identity_type: optionalText(identity_type),
    description: optionalText(description),
    verification_uuid:
      verification_uuid === undefined || (typeof verification_uuid === 'string' && uuid.test(verification_uuid))
        ? undefined
        : 'Not a valid UUID.',
    provider: optionalText(provider),
    is_front: is_front === undefined || typeof is_front === 'boolean' ? undefined : 'Not a valid value.',
  });
}

function text(value: unknown): string | undefined {
  if (value === undefined) return required;
  if (typeof value !== 'string') return 'Not a valid value.';
  return value.trim() === '' ? blank : undefined;
}

const optionalText = (value: unknown): string | undefined => (value === undefined ? undefined : text(value));
