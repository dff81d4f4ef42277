/** A request that must be refused. */
import type { Json, JsonObject } from '../../../openapi/document.js';
import type { Credentials } from '../../../openapi/credentials.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import type { encodeBody } from '../../../openapi/request-body.js';
import type { Step } from '../../recipes/recipe.js';

export interface Negative {
  /** What is wrong about it, as reports say it: `body /header/created: missing`. */
  name: string;
  /** JSON Pointer into the document: the rule that is broken. */
  clause: string;
  /** JSON Pointer into the request's body, where it is about a part of that. */
  pointer?: string;
  refusal: Refusal;
  /** Whether the report has it as a curl command: not if it is no text, or has a credential that is almost right. */
  hasCurl: boolean;
  /** The only status that is right. @default any that is documented for such a failure */
  status?: number;
  /** The status that HTTP itself has for such a request, which is right though the document does not have it. */
  general?: number;
  /** Whether a target may take it all the same, which is then a warning. @default false */
  mayTake?: boolean;
  /** Whether lenient readers convert it to the right type, such as a number as text. @default false */
  isConvertible?: boolean;
  /** Whether frameworks take it unless they are told otherwise: a warning where the document has no evidence. @default false */
  isTolerated?: boolean;
  /** Whether failures documented by their number exclude a range or default. @default false */
  isNamed?: boolean;
  change: RequestChange;
}

/** What is wrong, on which the documented failures for it depend. */
export type Refusal = 'request' | 'credentials' | 'method';

/** How the request differs from the valid one. */
export interface RequestChange {
  /** The request example to start from, in place of the valid one's. */
  from?: string;
  /** How the body is written. */
  encode?: typeof encodeBody;
  /** In place of the valid ones, by name. */
  parameters?: JsonObject;
  /** A patch of the body, after that of the valid request. */
  patch?: Json;
  /** In place of the valid ones; a function signs the bytes of the body. */
  credentials?: Credentials;
  /** Steps before the request. */
  given?: readonly Step[];
  /** The security schemes that it has. */
  security?: string[];
  /** Changes the finished request. */
  alter?: (request: SentRequest) => SentRequest;
}
