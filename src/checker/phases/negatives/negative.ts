/** One request that has to be refused, and why. */
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
  /** Whether the report shows it as a curl command: not where it is no text, or a credential that is almost right. */
  hasCurl: boolean;
  /** The only status that is right. @default any that is documented for such a failure */
  status?: number;
  /** Where a failure of this kind is documented by its number, no range or default beside it is meant. @default false */
  isNamed?: boolean;
  change: RequestChange;
}

/** Who refuses it; which of the documented failures can be meant for it depends on that. */
export type Refusal = 'request' | 'credentials' | 'method';

/** How the request differs from the valid one. */
export interface RequestChange {
  /** How the body is written. */
  encode?: typeof encodeBody;
  /** In place of the valid ones, by name. */
  parameters?: JsonObject;
  /** On the body, after everything that the valid request has. */
  patch?: Json;
  /** In place of the valid ones; a function signs the bytes of the body. */
  credentials?: Credentials;
  /** What must have happened. */
  given?: readonly Step[];
  /** The security schemes that it has. */
  security?: string[];
  /** After everything else. */
  alter?: (request: SentRequest) => SentRequest;
}

/** The body of the valid request, before it was written. */
export interface ValidBody {
  mediaType: string;
  value: Json;
}
