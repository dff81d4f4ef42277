/**
 * Converts violations of the document to Sila's messages. Sources: the only published error body of the live API (`This
 * field is required.`), docs/testing_mock_failure_data (`Integer not valid epoch.`); the texts for blank and chosen
 * values are those of the spec's examples. The others are our choice, since Sila's policy lets any text change.
 */
import { ownMember } from '../../openapi/own.js';
import { unescapeToken } from '../../openapi/pointer.js';
import type { Reply } from '../core/handler.js';
import type { RequestViolation } from '../core/provider.js';
import { notAnEpoch } from './created.js';
import { isRecord, jsonOf } from './header.js';
import { badRequest, type ValidationDetails } from './reply.js';
import type { SilaCall } from './handler-types.js';

export const required = 'This field is required.';
export const blank = 'This field may not be blank.';
export const notAChoice = 'Not a valid choice.';
const notValid = 'Not a valid value.';

/** Characters. A refusal does not repeat longer names, since no documented member has one. */
const maxName = 200;

type RequestError = Pick<RequestViolation, 'instancePath' | 'keyword' | 'params'> & { in?: RequestViolation['in'] };

export function refuseViolations(call: SilaCall, violations: readonly RequestViolation[]): Reply {
  if (violations.some(({ keyword }) => keyword === 'missing')) return badRequest({ header: required });
  return badRequest(detailsOf(jsonOf(call), violations));
}

/** Undefined if no member can be named, for example for a body that is no JSON. */
export function detailsOf(body: unknown, errors: readonly RequestError[]): ValidationDetails | undefined {
  const details: ValidationDetails = {};
  for (const error of errors) {
    if (error.in !== 'path' && error.in !== 'query' && isOfAnotherBranch(body, error)) continue;
    const path = pathOf(error);
    if (path.length > 0 && path.every((name) => name.length <= maxName)) put(details, path, textFor(error, path));
  }
  return Object.keys(details).length > 0 ? details : undefined;
}

function pathOf({ instancePath, keyword, params }: RequestError): string[] {
  const path = instancePath.split('/').slice(1).map(unescapeToken);
  const last = { required: params.missingProperty, additionalProperties: params.additionalProperty }[keyword];
  return typeof last === 'string' ? [...path, last] : path;
}

function textFor({ keyword, params }: RequestError, path: string[]): string {
  if (keyword === 'required') return required;
  if (path.join('/') === 'header/created') return notAnEpoch;
  if (keyword === 'minLength') return blank;
  if (keyword === 'const' || keyword === 'enum') return notAChoice;
  if (keyword === 'format' && params.format === 'uuid') return 'Not a valid UUID.';
  if (keyword === 'format' && params.format === 'email') return 'Not a valid email address.';
  if (keyword === 'additionalProperties') return 'Unknown field.';
  return notValid;
}

/** Each alternative of the schema reports errors for a body; only those of the intended alternative matter. */
function isOfAnotherBranch(body: unknown, { instancePath, keyword, params }: RequestError): boolean {
  if (['anyOf', 'oneOf', 'allOf', 'if', 'not'].includes(keyword)) return true;
  if (!isRecord(body)) return false;
  const name = params.missingProperty ?? params.additionalProperty;
  if (instancePath === '/header' && isRecord(body.header)) {
    if (keyword === 'required' && name === 'auth_handle') return true;
    if (keyword === 'required' && name === 'app_handle') return 'auth_handle' in body.header;
    if (keyword === 'additionalProperties')
      return name === 'auth_handle' || name === 'app_handle' || name === 'user_handle';
  }
  if (instancePath.startsWith('/entity') && isRecord(body.entity)) {
    const isBusiness = body.entity.type === 'business';
    if (instancePath === '/entity/type') return body.entity.type === 'individual' || isBusiness;
    if (instancePath === '/entity' && (name === 'entity_name' || name === 'type')) return !isBusiness;
  }
  if (instancePath === '/update') return body.update === 'document' || body.update === 'entity';
  return instancePath === '' && name === 'doc_ids' && body.update !== 'document';
}

/**
 * The first message about a member stays, and a member that is refused as a whole gets no messages about its content.
 */
function put(details: ValidationDetails, path: string[], text: string): void {
  const [name = '', ...rest] = path;
  const own = ownMember(details, name);
  if (typeof own === 'string') return;
  if (rest.length === 0) {
    if (own === undefined) define(details, name, text);
    return;
  }
  const inner = own ?? {};
  if (own === undefined) define(details, name, inner);
  put(inner, rest, text);
}

/** A sender may give a member the name `__proto__`. */
const define = (details: ValidationDetails, name: string, value: string | ValidationDetails): void => {
  Object.defineProperty(details, name, { value, enumerable: true, configurable: true, writable: true });
};
