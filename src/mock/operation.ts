/** An operation as Prism reads it (references followed, one list of responses), and what is changed in it for Prism. */
import type { IHttpRequest, PrismHttpComponents } from '@stoplight/prism-http';
import type { Json, JsonObject } from '../openapi/document.js';
import { matchMediaType } from '../openapi/media-type.js';
import { formValue } from '../openapi/form-value.js';
import { Form } from '../openapi/form.js';

export type HttpOperation = Parameters<PrismHttpComponents['validateInput']>[0]['resource'];

/**
 * The operation without the media types that lack the example. Prism settles on a media type before it looks for the
 * example, and answers 500 when it is not there; and a client that takes anything, such as curl, says nothing better.
 */
export function withPreferredExample(operation: HttpOperation, name: string | undefined): HttpOperation {
  if (name === undefined) return operation;
  const responses = operation.responses.map((response) => {
    const holding = response.contents?.filter(({ examples = [] }) =>
      examples.some((example) => isNamed(example, name)),
    );
    return holding?.length ? { ...response, contents: holding } : response;
  });
  return { ...operation, responses: responses as HttpOperation['responses'] };
}

/** What is wrong with the example that a request asks for by name, in one sentence; undefined for one that is there. */
export function unknownExample(
  { responses }: HttpOperation,
  { code, exampleKey }: { code?: number | undefined; exampleKey?: string | undefined },
): string | undefined {
  if (exampleKey === undefined) return undefined;
  const status = String(code ?? '');
  const asked = responses.filter(
    (one) => code === undefined || [status, `${status[0]}XX`, 'default'].includes(one.code.toUpperCase()),
  );
  // A status that is not documented has a sentence of Prism's own.
  if (asked.length === 0) return undefined;
  const known = asked.flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.flatMap((example) => ('key' in example ? [example.key] : []))),
  );
  if (known.includes(exampleKey)) return undefined;
  const whose = code === undefined ? 'this operation' : `the response ${code} of this operation`;
  const names = known.length > 0 ? `choose one of ${[...new Set(known)].join(', ')}` : 'it has none by name';
  return `The example that Prefer names is not one of ${whose}: ${names}.`;
}

const isNamed = (example: object, name: string) => 'key' in example && example.key === name;

export interface Routed {
  operation: HttpOperation;
  input: IHttpRequest;
}

/**
 * Has Prism validate a form as if it were JSON, request and operation alike. To Prism's own validation of forms every part is a
 * string, which refuses a part that is documented as JSON. Both stay as they are unless a form was sent and documented.
 */
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
