/** Source: docs/document_types. */
import { documentTypes as all } from '../document-types.js';
import { forApp } from '../operation.js';
import { pageOf, queryPage } from '../paging.js';
import { ok, success } from '../reply.js';

export const documentTypes = forApp((call, { header }) => {
  const page = pageOf(all, queryPage(call.query));
  if ('refusal' in page) return page.refusal;
  const { entries: document_types, pagination } = page;
  return ok(success(call, header, { message: 'Document type details returned.', document_types, pagination }));
});
