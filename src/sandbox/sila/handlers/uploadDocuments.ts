/**
 * Source: docs/documents; tests of the SDKs for PHP, C# and JavaScript. With Advanced KYC of this generation a verification goes
 * on with /resume_verification, not by the upload.
 */
import type { Form } from '../../core/handler.js';
import { findVerification } from '../find-verification.js';
import { jsonOf } from '../header.js';
import { forUser, type UserRequest } from '../operation.js';
import { badRequest, ok, responseTime } from '../reply.js';
import { receiveDocument } from '../verifications.js';
import { readUploadData, type Metadata } from '../upload-data.js';
import { fileProblems, uploadLimit } from '../upload-files.js';
import type { Answer, SilaCall, SilaHandler } from '../handler-types.js';

/** What the schema cannot validate in a form goes before the credentials, as everything about a body does. */
export const uploadDocuments: SilaHandler = async (call) => {
  if (call.rawBody.length > uploadLimit) return badRequest({ file: 'The request is larger than 20 MB.' });
  const data = await readUploadData(call.body instanceof Map ? jsonOf(call) : undefined);
  if ('wrong' in data) return badRequest(data.wrong);
  return forUser((_, request) => {
    const form = call.body as Form;
    const wrong = fileProblems(request.entity, form, data.files, data.isList);
    if (wrong) return badRequest(wrong);
    const ids = [...data.files].map(([name, metadata]) => store(call, request, metadata, form.get(name)!.bytes));
    const uploaded = { success: true, status: 'SUCCESS', message: 'File uploaded successfully.' } as const;
    const body: Answer<'uploadDocuments', 200> = {
      ...uploaded,
      reference_id: call.ids.uuid(),
      document_id: data.isList ? ids : (ids[0] ?? ''),
      ...(data.isList ? { unsuccessful_uploads: [] } : {}),
      ...responseTime,
    };
    return ok(body);
  })(call);
};

function store(call: SilaCall, { entity }: UserRequest, metadata: Metadata, bytes: Uint8Array): string {
  const id = call.ids.uuid();
  const verification = metadata.verification_uuid && findVerification(call, entity, metadata.verification_uuid);
  call.state.files[id] = bytes.slice();
  call.state.documents[id] = {
    id,
    app: entity.app,
    handle: entity.handle,
    name: metadata.name ?? '',
    filename: metadata.filename,
    hash: metadata.hash.toLowerCase(),
    mimeType: metadata.mime_type.toLowerCase(),
    type: metadata.document_type,
    verification: verification ? verification.id : null,
    size: bytes.length,
    created: call.now,
  };
  entity.documents.push(id);
  // Classic KYC has one verification at a time, so the upload need not name it.
  const waiting = verification || findWaiting(call, entity);
  if (waiting && waiting.system === 'classic' && waiting.status === 'documents_required')
    receiveDocument(call, waiting);
  return id;
}

const findWaiting = (call: SilaCall, entity: UserRequest['entity']) =>
  entity.verifications
    .flatMap((id) => call.state.verifications[id] ?? [])
    .find((verification) => verification.system === 'classic' && verification.status === 'documents_required');
