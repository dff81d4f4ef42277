/** Derives wrong bodies from the schema of the body. */
import type { Json, Operation } from '../../../openapi/document.js';
import { examplesOf } from '../../../openapi/examples.js';
import { redactPointer } from '../../validate/redact.js';
import { encodeBody } from '../../../openapi/request-body.js';
import type { Schemas } from './schemas-at.js';
import { mutationsOf, type Mutation } from './mutations.js';
import { mediaOf } from './media.js';
import type { BodyValue } from '../../../openapi/request.js';
import type { Negative } from './negative.js';
import { receivedBody } from './received.js';

export type BodyNegatives = { negatives: Negative[] } | { reason: string };

export function bodyNegatives(
  schemas: Schemas,
  operation: Operation,
  { mediaType, value }: BodyValue,
  names: ReadonlySet<string>,
): BodyNegatives {
  const media = mediaOf(schemas.document, operation, mediaType);
  if (!media || !('schema' in media.value)) return { reason: `the document has no schema for ${mediaType}` };
  const receive = (sent: Json): Json | undefined =>
    encodeBody(mediaType, sent) && receivedBody(schemas.document, mediaType, media.value, sent);
  const schema = `${media.pointer}/schema`;
  const received = receive(value);
  const [schemaError] = received === undefined ? [] : schemas.validator.at(schema)(received);
  if (schemaError) {
    const where = redactPointer(schemaError, names) || 'the body';
    return {
      reason: `nothing can be derived from a request that is not valid itself: ${where} ${schemaError.message}`,
    };
  }
  const others = [...examplesOf(schemas.document, media.value).values()];
  const written = (sent: Json) => encodeBody(mediaType, sent, media.value)?.bytes.toString('latin1');
  const valid = written(value);
  // In a form, a number and its text are the same.
  const mutations = mutationsOf({ ...schemas, schema, value, others, receive }).filter(
    ({ apply }) => written(apply(value)) !== valid,
  );
  return { negatives: mutations.map((mutation) => negativeOf(mutation, mediaType, names)) };
}

function negativeOf(
  { at, what, isConvertible, isTolerated, clause, apply }: Mutation,
  mediaType: string,
  names: ReadonlySet<string>,
): Negative {
  const where = redactPointer({ pointer: at }, names);
  return {
    name: `body${where && ` ${where}`}: ${what}`,
    clause,
    pointer: where,
    refusal: 'request',
    hasCurl: true,
    isConvertible,
    isTolerated,
    // In no other of the media types that the operation takes.
    change: {
      encode: (type, valid, media) => (type === mediaType ? encodeBody(type, apply(valid), media) : undefined),
    },
  };
}
