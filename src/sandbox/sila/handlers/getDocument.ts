/** Source: docs/get_document; message of 404: PHP SDK, GetDocumentTest. */
import { sameUuid } from '../change-entries.js';
import { forUser } from '../operation.js';
import { failure } from '../reply.js';
import type { Body } from '../handler-types.js';

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

/** A file's name is the sender's text: what cannot stand in a header is percent-encoded. */
const headerText = (name: string): string => name.replace(/[^\x21-\x7e]|["\\;%,]/gu, percentEncoded);

/** Half a surrogate pair, which JSON can hold, has no encoding. */
const percentEncoded = (sign: string): string => encodeURIComponent(/^[\ud800-\udfff]$/.test(sign) ? '\ufffd' : sign);
