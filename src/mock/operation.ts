/** Changes an operation for Prism (references followed, one list of responses). */
import type { IHttpRequest, PrismHttpComponents } from '@stoplight/prism-http';
import type { Json, JsonObject } from '../openapi/document.js';
import { essenceOf, matchMediaType } from '../openapi/media-type.js';
import { formValue } from '../openapi/form-value.js';
import { Form } from '../openapi/form.js';
import { writeParameter } from '../openapi/parameter-style.js';
import { sampleOf } from '../openapi/sample.js';

export type HttpOperation = Parameters<PrismHttpComponents['validateInput']>[0]['resource'];

/**
 * Removes media types without the example. Prism chooses a media type first and answers 500 if it lacks the example,
 * which happens to clients that accept anything, such as curl.
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

type Header = NonNullable<HttpOperation['responses'][number]['headers']>[number];

/**
 * Writes response headers as text where Prism has null: a list, an object, a boolean, or a header with `content`. Its
 * validation would throw for a list or an object.
 */
export function withHeaderTexts(operation: HttpOperation): HttpOperation {
  const root = operation as unknown as JsonObject;
  const responses = operation.responses.map((response) => ({
    ...response,
    headers: response.headers?.flatMap((header) => withText(header, root)),
  }));
  return { ...operation, responses: responses as HttpOperation['responses'] };
}

function withText(header: Header & { content?: Record<string, { schema?: object }> }, root: JsonObject): Header[] {
  const { name, content, examples: [example] = [], explode = false } = header;
  const schema = (header.schema ?? Object.values(content ?? {})[0]?.schema) as JsonObject | undefined;
  const value = example && 'value' in example ? (example.value as Json) : schema && sampleOf(root, schema);
  if (value === undefined || value === null) return [];
  const isText = typeof value === 'string' || typeof value === 'number';
  if (isText && header.schema && schema?.type !== 'array' && schema?.type !== 'object') return [header];
  const object = { explode, ...(content && { content: content as JsonObject }) };
  const [text] = writeParameter({ name, in: 'header', object }, value);
  return [{ ...header, schema: {}, examples: [{ id: name, key: name, value: text }] }];
}

/** A sentence for a named example that does not exist; otherwise undefined. */
export function unknownExample(
  { responses }: HttpOperation,
  { code, exampleKey }: { code?: number | undefined; exampleKey?: string | undefined },
): string | undefined {
  if (exampleKey === undefined) return undefined;
  const status = String(code ?? '');
  const asked = responses.filter(
    (one) => code === undefined || [status, `${status[0]}XX`, 'default'].includes(one.code.toUpperCase()),
  );
  // Prism has its own message for an undocumented status.
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
 * Turns a form into JSON, in request and operation, so that Prism validates it by its schema. Prism reads every part of
 * a form as a string and would refuse documented JSON parts and lists.
 */
export function formAsJson({ operation, input }: Routed): Routed {
  const { request } = operation;
  const contents = request?.body?.contents ?? [];
  const mediaType = matchMediaType(
    contents.map((content) => content.mediaType),
    String(input.headers?.['content-type']),
  );
  const documented = contents.find((content) => content.mediaType === mediaType);
  const form = documented && readForm(input.body, documented);
  if (!form || !request?.body) return { operation, input };

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

type Media = NonNullable<NonNullable<HttpOperation['request']>['body']>['contents'];

/** Prism reads each name of a URL-encoded form once, but knows the styles that `encoding` gives. */
function readForm(body: unknown, { mediaType, encodings = [] }: NonNullable<Media>[number]): Form | undefined {
  if (typeof body !== 'string') return body instanceof Form ? body : undefined;
  const isStyled = encodings.some(({ style, explode }) => style !== 'form' || explode === false);
  if (isStyled || essenceOf(mediaType) !== 'application/x-www-form-urlencoded') return undefined;
  return new Form([...new URLSearchParams(body)]);
}
