/**
 * Source: docs/list_documents. Which members are searched and whether the last day is included is not said: name and
 * filename, and yes, is our choice. Days are those of UTC.
 */
import { isDocumentType } from '../document-types.js';
import { forUser } from '../operation.js';
import { pageOf, queryPage } from '../paging.js';
import { failure, ok, success } from '../reply.js';
import type { StoredDocument } from '../state.js';
import type { Body } from '../handler-types.js';

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
