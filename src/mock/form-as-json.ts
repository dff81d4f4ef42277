/**
 * Has Prism judge a form as if it were JSON, request and operation alike.
 *
 * To Prism's own judge of forms every part is a string, which refuses a part that is documented as JSON, and only those
 * parts exist that the schema names.
 */
import type { IHttpRequest } from '@stoplight/prism-http';
import type { Json, JsonObject } from '../openapi/document.js';
import { matchMediaType } from '../openapi/media-type.js';
import { formValue } from '../openapi/form-value.js';
import { Form } from '../openapi/form.js';
import type { HttpOperation } from './operation.js';

export interface Routed {
  operation: HttpOperation;
  input: IHttpRequest;
}

/** Both unchanged, for Prism to accept or refuse, unless it is a form that was sent and a form that is documented. */
export function formAsJson({ operation, input }: Routed): Routed {
  const { body: form } = input;
  const { request } = operation;
  const contents = request?.body?.contents ?? [];
  const mediaType = matchMediaType(
    contents.map((content) => content.mediaType),
    'multipart/form-data',
  );
  const documented = contents.find((content) => content.mediaType === mediaType);
  if (!(form instanceof Form) || !request?.body || !documented) return { operation, input };

  const json = { ...documented, mediaType: 'application/json' };
  return {
    operation: { ...operation, request: { ...request, body: { ...request.body, contents: [json] } } },
    input: {
      ...input,
      headers: { ...input.headers, 'content-type': json.mediaType },
      body: formValue(form, documented.schema as Json | undefined, operation as unknown as JsonObject),
    },
  };
}
