import type { Reply } from '../../core/handler.js';
import { sameUuid } from '../change-entries.js';
import { documentTypes as all } from '../document-types.js';
import type { SilaCall, SilaHandler } from '../handler-types.js';
import { headerOf } from '../header.js';
import { forApp, forUser, type AppRequest } from '../operation.js';
import { pageOf, queryPage } from '../paging.js';
import { failure, ok, success } from '../reply.js';
import { entityKey } from '../state.js';

/** Source: docs/document_types. */
export const documentTypes = forApp((call, { header }) => {
  const page = pageOf(all, queryPage(call.query));
  if ('refusal' in page) return page.refusal;
  const { entries: document_types, pagination } = page;
  return ok(success(call, header, { message: 'Document type details returned.', document_types, pagination }));
});

/**
 * Source: Sila's Postman collections, which have the request but no response. So the response has the members of every
 * success and no invented list. The request is a GET with a body, which `fetch` cannot send; without a body the app is
 * that of the token.
 */
function behave(call: SilaCall, { app, header }: AppRequest): Reply {
  const id = call.params.verification_id ?? '';
  const verification = Object.keys(call.state.verifications).find((one) => sameUuid(one, id));
  const found = verification === undefined ? undefined : call.state.verifications[verification];
  const isOwn = found && entityKey(app.handle, header.user ?? found.handle) === entityKey(found.app, found.handle);
  return isOwn ? ok(success(call, header, {})) : failure(404, `No verification found with id: ${id}`);
}

const ofUser = forUser(behave);
const ofApp = forApp(behave);

export const requiredDocumentTypes: SilaHandler = (call) => (headerOf(call) ? ofUser(call) : ofApp(call));
