/**
 * Derives bodies that are wrong whatever their schema: no content, another media type, bytes that cannot be read. A
 * missing Content-Type is allowed (RFC 9110, 8.3), and so is a `charset` of JSON (RFC 8259, 11).
 */
import { isObject, type Json, type Operation } from '../../../openapi/document.js';
import { isJson, matchMediaType } from '../../../openapi/media-type.js';
import { encodeBody, type EncodedBody } from '../../../openapi/request-body.js';
import type { BodyValue } from '../../../openapi/request.js';
import type { Negative } from './negative.js';

export function contentNegatives(
  { method, requestBody }: Operation,
  { mediaType, value: valid }: BodyValue,
): Negative[] {
  if (!requestBody) return [];
  const { pointer, value } = requestBody;
  const documented = Object.keys(isObject(value.content) ? value.content : {});
  const isEmpty = encodeBody(mediaType, valid)?.bytes.length === 0;
  const others = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'];
  const negative = (
    name: string,
    clause: string,
    change: (body: EncodedBody) => EncodedBody,
    general = 400,
  ): Negative => ({
    name,
    clause: `${pointer}/${clause}`,
    refusal: 'request',
    general,
    // RFC 8259, 9: a parser may take more than JSON.
    mayTake: name === notUtf8,
    hasCurl: isJson(mediaType) && name !== notUtf8,
    change: { encode: rewrite(change) },
  });
  return [
    // Nothing is of no type.
    ...(isEmpty ? [] : others)
      .filter((other) => !matchMediaType(documented, other))
      .slice(0, 2)
      .map((other) => negative(`content type: ${other}`, 'content', (body) => ({ ...body, contentType: other }), 415)),
    ...(value.required === true && !isWithoutMeaning(method)
      ? [negative('body: empty', 'required', (body) => ({ ...body, bytes: Buffer.alloc(0) }))]
      : []),
    ...Object.entries(malformed(mediaType, valid)).map(([name, change]) =>
      negative(`body: ${name}`, 'content', change),
    ),
  ];
}

/** Content of these methods has no generally defined meaning (RFC 9110, 9.3), so its absence is no error. */
const isWithoutMeaning = (method: string) => ['GET', 'HEAD', 'DELETE'].includes(method);

const rewrite =
  (change: (body: EncodedBody) => EncodedBody): typeof encodeBody =>
  (mediaType, value) => {
    const body = encodeBody(mediaType, value);
    return body && change(body);
  };

type Changes = Readonly<Record<string, (body: EncodedBody) => EncodedBody>>;

function malformed(mediaType: string, valid: Json): Changes {
  // A number that is cut off is another number, or an empty body.
  if (isJson(mediaType)) return typeof valid === 'number' ? malformedJson : { ...cutOff, ...malformedJson };
  return mediaType === 'multipart/form-data' ? malformedMultipart : {};
}

const notUtf8 = 'body: JSON in UTF-16';

const cutOff: Changes = {
  'JSON that is cut off': (body) => ({ ...body, bytes: body.bytes.subarray(0, -1) }),
};

const malformedJson: Changes = {
  'JSON with more behind it': (body) => ({ ...body, bytes: Buffer.concat([body.bytes, Buffer.from('}')]) }),
  'text that is no JSON': (body) => ({ ...body, bytes: Buffer.from('kyc-contracts') }),
  // RFC 8259, 8.1: JSON between systems is UTF-8.
  [notUtf8.slice('body: '.length)]: (body) => ({ ...body, bytes: Buffer.from(body.bytes.toString(), 'utf16le') }),
};

const malformedMultipart: Changes = {
  'a form that is cut off': (body) => ({ ...body, bytes: body.bytes.subarray(0, -20) }),
  'a form without its boundary': (body) => ({ ...body, contentType: 'multipart/form-data' }),
  'a form with another boundary': (body) => ({ ...body, contentType: 'multipart/form-data; boundary=another' }),
};
