// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Upload documents of an end user
 *
 * Uploads one document as the part `file`, or several as `file_1`, `file_2` and so on. The part `data` describes them in JSON; with ECDSA it is the exact text of this part that is signed. The whole request may have up to 20 MB. A URL in place of a file is not accepted. Let the HTTP client set Content-Type, so that it names the boundary.
 *
 * What is wanted depends on the time. With partner Priority, front and back of a driver's license or a state ID, any other document once; an upload makes the verification go on, and review takes about a day. Before, with Advanced KYC, one driver's license, state ID or passport of a person, then `resumeVerification`; with classic KYC, review within two business days. In the sandbox of classic KYC the verification passes two minutes after the upload.
 *
 * **Evidence:** conflicting ([/documents](https://docs.silamoney.com/docs/documents)). 20 MB are the file's in older copies of the page, the request's in newer ones; chosen, the smaller limit. Older copies exclude documents of businesses and want two calls for front and back, the newest ones speak of KYC or KYB and of two sides for licenses and state IDs only; both are told. The two minutes are from the page on triaging failures.
 *
 * `POST /0.2/documents`
 */
export const upload = /* @__PURE__ */ operation('post', '/0.2/documents');

/**
 * List the documents of an end user
 *
 * Returns what has been uploaded for one end user, page by page, all of it or what the body's filters let pass. `getDocument` returns the file of an entry.
 *
 * **Source:** [/list_documents](https://docs.silamoney.com/docs/list_documents).
 *
 * `POST /0.2/list_documents`
 */
export const list = /* @__PURE__ */ operation('post', '/0.2/list_documents');

/**
 * Download a document of an end user
 *
 * Returns the file of one document, just as it was uploaded: the answer's body is the file, and its Content-Type is what the file is. Only failures are JSON.
 *
 * **Source:** [/get_document](https://docs.silamoney.com/docs/getdocument).
 *
 * `POST /0.2/get_document`
 */
export const get = /* @__PURE__ */ operation('post', '/0.2/get_document');

/**
 * List the types of documents
 *
 * Returns the types of documents that Sila knows, page by page, for `document_type` of `uploadDocuments` and `doc_types` of `listDocuments`. There are about 28, more than a page has by default: ask for 100 to get them all. What Sila takes for a given verification is another matter.
 *
 * **Source:** [/document_types](https://docs.silamoney.com/docs/document_types).
 *
 * `POST /0.2/document_types`
 */
export const listTypes = /* @__PURE__ */ operation('post', '/0.2/document_types');
