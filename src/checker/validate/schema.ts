/** Validates JSON Schema 2020-12 with the schemas of one document, and OpenAPI's keywords for responses. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { boundErrors } from '../../openapi/bound-errors.js';
import { linearUniqueItems } from '../../openapi/unique-items.js';
import { escapeToken, follow, isObject, valueAt, type Json, type JsonObject } from '../../openapi/document.js';
import { isData, nameMaps } from '../../openapi/grammar.js';
import { perObject } from '../../openapi/per-object.js';
import { isDeep } from './depth.js';
import { explain, type SchemaError } from './explain.js';
import { upgradeSchemas } from '../../openapi/upgrade.js';
import { embeddedContents } from './embedded.js';
import { laxRegExp, multipleOfFloats } from './keywords.js';
import { dropUnusable } from './unusable-clauses.js';

export type Validate = (data: unknown) => SchemaError[];

export interface SchemaValidator {
  /** Validates by the schema at a pointer of the document; an empty list means that the value conforms. */
  at(pointer: string): Validate;
  /** Whether a value conforms, without errors, which take several times as long. */
  accepts(pointer: string, data: unknown): boolean;
  /** Clauses that cannot be validated, by pointer, with the reason; all others are validated. */
  unvalidated: ReadonlyMap<string, string>;
}

/** The text form of RFC 4122. ajv-formats accepts `urn:uuid:` too, which APIs do not mean by "uuid". */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Each document has one, however often it is checked in a process. */
export const createResponseValidator = perObject((document: JsonObject) => createValidator(document, 'writeOnly'));

/** The same for requests, where `readOnly` properties are refused. */
export const createRequestValidator = perObject((document: JsonObject) => createValidator(document, 'readOnly'));

/** The clauses that cannot be validated in responses or in requests, each once. */
export function unvalidatedOf(document: JsonObject): { clause: string; reason: string }[] {
  const validators = [createResponseValidator(document), createRequestValidator(document)];
  const reasons = new Map(validators.flatMap(({ unvalidated }) => [...unvalidated]));
  return [...reasons].map(([clause, reason]) => ({ clause, reason }));
}

function createValidator(document: JsonObject, banned: 'writeOnly' | 'readOnly'): SchemaValidator {
  const schemas = prepare(upgradeSchemas(document), banned);
  const unvalidated = dropUnusable(schemas);
  const noteSlow = (pattern: string): void => {
    for (const clause of clausesOf(schemas, pattern)) unvalidated.set(clause, tooSlow);
  };
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    logger: false,
    validateSchema: false,
    // A member that every object inherits, such as `constructor`, is none of a value.
    ownProperties: true,
    code: { process: (code) => boundErrors(code, document), regExp: laxRegExp(noteSlow) },
  });
  multipleOfFloats(ajv);
  linearUniqueItems(ajv);
  addFormats.default(ajv);
  ajv.addFormat('uuid', uuid);
  ajv.removeKeyword(banned);
  ajv.addKeyword({ keyword: banned, schemaType: 'boolean', validate: (flag: boolean) => !flag, errors: false });
  ajv.addSchema({ ...schemas, $id: 'openapi:document' });

  const compiled = new Map<string, ValidateFunction>();
  const compile = (schema: JsonObject, key: string): ValidateFunction => {
    let validate = compiled.get(key);
    if (!validate) {
      try {
        validate = ajv.compile(schema);
      } catch (error) {
        unvalidated.set(key, `the schema cannot be used: ${(error as Error).message}`);
        validate = ajv.compile(true);
      }
      compiled.set(key, validate);
    }
    return validate;
  };
  if (banned === 'writeOnly') {
    embeddedContents(ajv, (schema, value) => {
      const pointer = pointerOf(schemas, schema);
      return pointer === undefined || compileAt(pointer)(value) === true;
    });
  }
  const compileAt = (pointer: string) => compile({ $ref: `openapi:document#${encodeURI(pointer)}` }, pointer);

  /** Undefined for a value that does not conform; its errors are then on the function. */
  const run = (pointer: string, validate: ValidateFunction, data: unknown): SchemaError[] | undefined => {
    try {
      return validate(data) ? [] : undefined;
    } catch (error) {
      // A recursive schema can exhaust the stack on a deep value; one that refers only to itself always does.
      if (!(error instanceof RangeError)) throw error;
      if (isDeep(data)) return [{ keyword: 'depth', pointer: '', message: 'is nested too deeply to be validated' }];
      const { pointer: at = pointer } = follow(schemas, valueAt(schemas, pointer), pointer) ?? {};
      unvalidated.set(at, 'the schema refers to nothing but itself, so say in the document what it is');
      return [];
    }
  };
  const context = {
    document: schemas,
    pointerOf: (schema: object) => pointerOf(schemas, schema),
    validateBranch: (branch: object, value: unknown) => {
      // A branch is compiled in place of its parent, which keeps the base of its references.
      const branchPointer = pointerOf(schemas, branch);
      const responseValidator = branchPointer === undefined ? undefined : compileAt(branchPointer);
      return !responseValidator || responseValidator(value) ? [] : (responseValidator.errors as ErrorObject[]);
    },
  };

  return {
    unvalidated,
    at: (pointer) => {
      const validate = compileAt(pointer);
      return (data) => run(pointer, validate, data) ?? explain(validate.errors as ErrorObject[], context);
    },
    accepts: (pointer, data) => run(pointer, compileAt(pointer), data)?.length === 0,
  };
}

/** The pointers of the document's objects, by identity. */
const pointersOf = perObject((document: JsonObject) => {
  const known = new Map<object, string>();
  index(document, '', known);
  return known;
});

const pointerOf = (document: JsonObject, node: object): string | undefined => pointersOf(document).get(node);

const tooSlow = 'the pattern takes more than a second on a text: write it without repetitions within repetitions';

/** The pointer of this pattern in the document. */
function* clausesOf(document: JsonObject, pattern: string): Generator<string> {
  for (const [node, pointer] of pointersOf(document)) {
    const { pattern: own, patternProperties } = node as JsonObject;
    if (own === pattern) yield `${pointer}/pattern`;
    if (isObject(patternProperties) && Object.hasOwn(patternProperties, pattern))
      yield `${pointer}/patternProperties/${escapeToken(pattern)}`;
  }
}

function index(node: Json, pointer: string, known: Map<object, string>): void {
  if (typeof node !== 'object' || node === null) return;
  known.set(node, pointer);
  for (const [key, value] of Object.entries(node)) {
    index(value, `${pointer}/${escapeToken(key)}`, known);
  }
}

/**
 * The document for validation: without examples (an `$id` there is data), and without `required` for `writeOnly`
 * properties of responses and `readOnly` ones of requests.
 */
function prepare(document: JsonObject, banned: 'writeOnly' | 'readOnly'): JsonObject {
  const isBanned = (schema: Json | undefined) =>
    (isObject(schema) && schema[banned] === true) || follow(document, schema, '')?.value[banned] === true;

  const visit = (node: Json, named: boolean): Json => {
    if (Array.isArray(node)) return node.map((item) => visit(item, false));
    if (!isObject(node)) return node;
    const copy: JsonObject = {};
    for (const [key, value] of Object.entries(node)) {
      if (!named && (key === 'example' || key === 'examples' || key === '$schema')) continue;
      copy[key] = !named && isData(key, value) ? value : visit(value, !named && nameMaps.has(key));
    }
    if (!named && Array.isArray(copy.required) && isObject(node.properties)) {
      const properties = node.properties;
      copy.required = copy.required.filter((name) => !isBanned(properties[String(name)]));
    }
    return copy;
  };
  return visit(document, false) as JsonObject;
}
