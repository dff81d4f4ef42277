/** One way in which a request may be other than its example and is as good. */
import type { Json, JsonObject } from '../../../openapi/document.js';
import type { EncodedBody } from '../../../openapi/request-body.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import type { Rule } from '../../recipes/rules.js';

export interface Variation {
  /** As a result of the report says it: `body /entity/first_name: not only ASCII`. */
  name: string;
  /** JSON Pointer into the document: what allows it. Undefined where HTTP or JSON does. */
  clause?: string;
  /**
   * What it is about: a JSON Pointer into the body, or a word for another part of the request. Two that are about one do
   * not go together.
   */
  at?: string;
  /** What those are about that it cannot be sent with, by the words of the document. */
  notWith?: readonly string[];
  apply?: (body: Json) => Json;
  /** Whether it is a text that is shown later as it was sent, if the text in its place is. @default false */
  isStored?: boolean;
  /** Whether the document leaves open that it is taken: a refusal is no fault, and the case is not exercised. @default false */
  mayRefuse?: boolean;
  /** Whether it is a number that what is there may limit, such as a balance. @default false */
  isAmount?: boolean;
  /** Whether it takes so long to be sent that a rule about time may be broken meanwhile. @default false */
  isLarge?: boolean;
  /** Another example of the request to start from. */
  from?: string;
  /** Of a body that is JSON: how it is written. */
  write?: (body: Json) => string;
  /** How the body is written, whatever it is: signatures are made of what comes of it. */
  rewrite?: (encoded: EncodedBody) => EncodedBody;
  parameters?: JsonObject;
  alter?: (request: SentRequest) => SentRequest;
  rule?: Rule;
  /** Security schemes in place of those that the request has. */
  security?: string[];
  /** Whether a curl command can have it: it has neither header names as they are written nor the bytes of a file. @default true */
  isInCommand?: false;
}
