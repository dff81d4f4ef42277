import type { Form } from '../../core/handler.js';
import { sameUuid } from '../change-entries.js';
import { isDocumentType } from '../document-types.js';
import { findVerification } from '../find-verification.js';
import type { Body, ResponseBody, SilaCall, SilaHandler } from '../handler-types.js';
import { jsonOf } from '../header.js';
import { forUser, type UserRequest } from '../operation.js';
import { pageOf, queryPage } from '../paging.js';
import { badRequest, failure, ok, responseTime, success } from '../reply.js';
import type { StoredDocument } from '../state.js';
import { readUploadData, type Metadata } from '../upload-data.js';
import { fileProblems, uploadLimit } from '../upload-files.js';
import { receiveDocument } from '../verifications.js';

/**
 * Sources: docs/documents; tests of the SDKs for PHP, C# and JavaScript. In this generation of Advanced KYC the upload
 * does not resume a verification; /resume_verification does. The body, with what the schema cannot validate in a form,
 * is validated before the credentials.
 */
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
    const body: ResponseBody<'uploadDocuments', 200> = {
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
  // Classic KYC has one verification at a time, so the upload may omit its id.
  const waiting = verification || findWaiting(call, entity);
  if (waiting && waiting.system === 'classic' && waiting.status === 'documents_required')
    receiveDocument(call, waiting);
  return id;
}

const findWaiting = (call: SilaCall, entity: UserRequest['entity']) =>
  entity.verifications
    .flatMap((id) => call.state.verifications[id] ?? [])
    .find((verification) => verification.system === 'classic' && verification.status === 'documents_required');

/**
 * Source: docs/list_documents. Our choice, since it is not documented: the search covers name and filename, and the
 * last day is included. Days are in UTC.
 */
export const listDocuments = forUser((call, { entity, header }) => {
  const wanted = call.body as Body<'listDocuments'>;
  if (wanted.doc_types?.some((type) => !isDocumentType(type))) {
    return failure(400, 'One or more invalid document types specified.');
  }
  const documents = entity.documents
    .flatMap((id) => call.state.documents[id] ?? [])
    .filter((one) => matches(one, wanted))
    .sort(wanted.sort_by === 'name' ? byName : byTime);
  if (call.query.order === 'desc') documents.reverse();
  const page = pageOf(documents, queryPage(call.query));
  if ('refusal' in page) return page.refusal;
  return ok(success(call, header, { documents: page.entries.map(view), pagination: page.pagination }));
});

const byTime = (a: StoredDocument, b: StoredDocument) => a.created - b.created;
const byName = (a: StoredDocument, b: StoredDocument) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

function matches(one: StoredDocument, wanted: Body<'listDocuments'>): boolean {
  const day = new Date(one.created).toISOString().slice(0, 10);
  const search = wanted.search?.toLowerCase() ?? '';
  return (
    (wanted.start_date === undefined || day >= wanted.start_date) &&
    (wanted.end_date === undefined || day <= wanted.end_date) &&
    (wanted.doc_types === undefined || wanted.doc_types.length === 0 || wanted.doc_types.includes(one.type)) &&
    `${one.name}\n${one.filename}`.toLowerCase().includes(search)
  );
}

/** `created` has microseconds and no time zone in the page's sample. */
const view = ({ id, handle, name, filename, hash, type, size, created }: StoredDocument) => ({
  user_handle: handle,
  document_id: id,
  name,
  filename,
  hash,
  type,
  size: String(size),
  created: new Date(created).toISOString().replace('Z', '000'),
});

/** Source: docs/get_document; message of 404: PHP SDK, GetDocumentTest. */
export const getDocument = forUser((call, { entity }) => {
  const { document_id } = call.body as Body<'getDocument'>;
  const id = entity.documents.find((own) => sameUuid(own, document_id)) ?? '';
  const document = call.state.documents[id];
  const bytes = call.state.files[id];
  if (!document || !bytes) return failure(404, `No document found with id: ${document_id}`);
  return {
    status: 200,
    body: bytes,
    contentType: document.mimeType,
    headers: {
      'content-disposition': `filename=${headerText(document.filename)}`,
      'content-length': `${bytes.length}`,
    },
  };
});

/** A file's name is chosen by the sender: characters that a header cannot contain are percent-encoded. */
const headerText = (name: string): string => name.replace(/[^\x21-\x7e]|["\\;%,]/gu, percentEncoded);

/** JSON can contain half a surrogate pair, which has no UTF-8 encoding. */
const percentEncoded = (sign: string): string => encodeURIComponent(/^[\ud800-\udfff]$/.test(sign) ? '\ufffd' : sign);
