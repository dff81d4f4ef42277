/** Validates the files of an upload against the part `data`. Source: docs/documents, PHP SDK DocumentsTest. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import type { Form } from '../core/handler.js';
import { sameUuid } from './change-entries.js';
import { compact } from './personal-data.js';
import type { ValidationDetails } from './reply.js';
import type { Entity } from './state.js';
import type { Metadata } from './upload-data.js';
import { required } from './violations.js';

/** Bytes of the whole request. The newer copies have this limit, which is the smaller one. */
export const uploadLimit = 20 * 1024 * 1024;

/**
 * The problems of each file, under the name of its part, or, for the single document of a simple form, under its own
 * members. The upload is atomic: a partial success is documented only by its name.
 */
export function fileProblems(
  entity: Entity,
  form: Form,
  files: ReadonlyMap<string, Metadata>,
  isList: boolean,
): ValidationDetails | undefined {
  const wrong = [...files].map(([name, metadata]): [string, ValidationDetails | undefined] => {
    const bytes = form.get(name)?.bytes;
    return [name, bytes ? contentProblems(entity, metadata, bytes) : undefined];
  });
  const missing = [...files.keys()].filter((name) => !form.has(name)).map((name) => [name, required]);
  const contents = isList ? { file_metadata: compact(Object.fromEntries(wrong)) } : wrong[0]?.[1];
  return compact({ ...contents, ...Object.fromEntries(missing) });
}

function contentProblems(entity: Entity, metadata: Metadata, bytes: Uint8Array): ValidationDetails | undefined {
  const { hash, mime_type, verification_uuid } = metadata;
  const hasVerification =
    verification_uuid === undefined || entity.verifications.some((id) => sameUuid(id, verification_uuid));
  return compact({
    hash: bytesToHex(sha256(bytes)) === hash.toLowerCase() ? undefined : 'The hash is not that of the file.',
    mime_type: isOfType(bytes, mime_type) ? undefined : 'The file is not of this type.',
    verification_uuid: hasVerification ? undefined : 'No verification of this user has this UUID.',
  });
}

/**
 * Whether a file has the type of `mime_type`. Source: PHP SDK, DocumentsTest, with 400 for a mismatch. That the first
 * bytes of the three types that are known to be accepted decide, and that other types are accepted unless the file has
 * one of the three, is our choice, since Sila's way is not shown.
 */
export function isOfType(bytes: Uint8Array, mimeType: string): boolean {
  const claimed = mimeType.toLowerCase() === 'image/jpg' ? 'image/jpeg' : mimeType.toLowerCase();
  const actual = typeOfFile(bytes);
  return actual === claimed || (actual === undefined && !Object.hasOwn(fileExtension, claimed));
}
