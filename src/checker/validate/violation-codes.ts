/**
 * The codes of violations: a closed list that programs may rely on, in `--json`, as rules of SARIF and as types of
 * JUnit. `docs/guides/violation-codes.md` lists them.
 */
import { more } from '../../openapi/bound-errors.js';

/** What a schema requires, by the end of the code. */
const schemaRules = {
  type: 'has another type than the schema says',
  required: 'is required but missing',
  additional: 'is not allowed there',
  value: 'is none of the values that `enum` or `const` has',
  format: 'has not the `format` of the schema',
  pattern: 'does not match the `pattern` of the schema',
  range: 'is outside `minimum`, `maximum` or `multipleOf`',
  size: 'has too few, too many or repeated characters, items or members',
  alternative: 'satisfies none, or too many, of the alternatives of `oneOf`, `anyOf`, `not`',
  direction: 'is `readOnly` and in a request, or `writeOnly` and in a response',
  depth: 'is nested too deeply to be validated, or its schema refers to nothing but itself',
  more: 'has more violations than are listed',
  schema: 'does not satisfy another keyword of the schema',
} as const;

/** The place of the value, by the beginning of the code. */
const codePrefixes = {
  body: "A value in the response's body",
  header: 'A header of the response',
  request: 'A parameter, or a value in the body, of a request that was watched',
} as const;

type SchemaRule = keyof typeof schemaRules;
type CodePrefix = keyof typeof codePrefixes;

const others = {
  'status-undocumented': 'The operation does not document the status.',
  'status-unexpected': 'The status is documented, but as another case than the one that was asked for.',
  'status-unknown-path': '404, 405 or 501 came where another status is expected: the target may not know the path.',
  'status-redirect': 'A redirection came that is not documented.',
  'status-web-page': 'A web page came with a status that is not expected.',
  'status-accepted': 'A request that breaks the document was accepted.',
  'status-not-refused': 'A request that breaks the document was answered with neither success nor 4xx.',
  'status-other-refusal': 'A request that breaks the document was refused with a 4xx that is not meant for it.',
  'status-refused': 'A request, or a credential, that the document allows was refused.',
  'status-after-refusals': 'A valid request fails after requests that were refused: one of them has had an effect.',
  'content-type-missing': 'The response has content and no Content-Type.',
  'content-type-malformed': 'The Content-Type is no media type.',
  'content-type-undocumented': 'The media type is not documented for the response.',
  'content-type-web-page': 'A web page came where another media type is documented.',
  'content-type-unexpected': 'The media type is documented, but as another case than the one that was set up.',
  'body-empty': 'The response has no content, and the document wants some.',
  'body-unreadable': 'The body cannot be read as its media type says.',
  'body-ambiguous':
    'The JSON of the body can be read in two ways, such as by a repeated member or a number that is too large.',
  'request-credentials': 'A watched request has none of the documented credentials.',
  'request-content-coding': 'The body of a watched request has a Content-Encoding that cannot be undone.',
  'request-content-type': 'The media type of a watched request is not documented.',
  'request-unreadable': 'The body of a watched request cannot be read as its media type says.',
  'leak-credential': 'The response repeats a credential that its request carried.',
  'leak-internals': 'The response shows the inside of the target: a stack trace, or a URL with a password.',
  'relation-echo': 'A value that was sent comes back as another.',
  'relation-member':
    'A failure says of another member than the one that is wrong, or of none that there is, that it is.',
  'relation-masked': 'A value that the document masks is shown in full.',
  'relation-time': 'A time is implausible, or contradicts another of the same response.',
  'relation-count': 'A number of items, or of a page, is not that of the list beside it.',
  'relation-formula': 'A member is not what the document says that it is worked out from.',
  'relation-condition':
    'A member is there, or is not, with a value of another one, or has a value, against what words of the document say.',
  'relation-state': 'After a request, something else is changed than what it says, or not that.',
  'relation-list': 'A page, an order or a filter of a list does not hold what it should.',
  'state-before': 'A step that must come before the case failed.',
  'state-after': 'A step that shows the effect of the case failed.',
  'state-value': 'The response has another value than the recipe of the case expects.',
  'transport-unreachable': 'The target could not be reached.',
  'transport-timeout': 'No complete response came within the time.',
  'transport-broken': 'What came is no complete HTTP response, or the request could not be sent.',
  'transport-content-coding': 'The body of the response has a Content-Encoding that cannot be undone.',
  'transport-too-large': 'The body of the response is larger than the limit.',
  'workflow-criterion': 'A success criterion of a workflow does not hold.',
  'workflow-step': 'A workflow ended before this step.',
  'workflow-failed': 'A workflow failed, and no step says why.',
} as const;

export type ViolationCode = keyof typeof others | `${CodePrefix}-${SchemaRule}`;

/** Every code, with a sentence that explains it. */
export const violationCodes = Object.fromEntries([
  ...Object.entries(others),
  ...Object.entries(codePrefixes).flatMap(([prefix, subject]) =>
    Object.entries(schemaRules).map(([rule, sentence]) => [`${prefix}-${rule}`, `${subject} ${sentence}.`]),
  ),
]) as Record<ViolationCode, string>;

const rulesByKeyword: Readonly<Record<string, SchemaRule>> = {
  type: 'type',
  required: 'required',
  dependentRequired: 'required',
  additionalProperties: 'additional',
  unevaluatedProperties: 'additional',
  unevaluatedItems: 'additional',
  propertyNames: 'additional',
  enum: 'value',
  const: 'value',
  format: 'format',
  pattern: 'pattern',
  minimum: 'range',
  maximum: 'range',
  exclusiveMinimum: 'range',
  exclusiveMaximum: 'range',
  multipleOf: 'range',
  minLength: 'size',
  maxLength: 'size',
  minItems: 'size',
  maxItems: 'size',
  minProperties: 'size',
  maxProperties: 'size',
  uniqueItems: 'size',
  contains: 'size',
  oneOf: 'alternative',
  anyOf: 'alternative',
  not: 'alternative',
  'false schema': 'alternative',
  readOnly: 'direction',
  writeOnly: 'direction',
  depth: 'depth',
  [more]: 'more',
};

/** @param keyword of JSON Schema, or one of those that `explain.ts` adds */
export const schemaCode = (prefix: CodePrefix, keyword: string): ViolationCode =>
  `${prefix}-${Object.hasOwn(rulesByKeyword, keyword) ? (rulesByKeyword[keyword] as SchemaRule) : 'schema'}`;
