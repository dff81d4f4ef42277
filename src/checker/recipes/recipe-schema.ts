/** Validates the files of recipes, and `run.yaml`, by their published JSON Schema; an error is one sentence. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { CliError } from '../../openapi/cli-error.js';
import { isObject, unescapeToken, type Json, type JsonObject } from '../../openapi/document.js';
import { readInside } from '../../openapi/inside-folder.js';
import { packageRoot } from '../../openapi/providers.js';
import { parseYaml, placeInYaml } from '../../openapi/yaml.js';
import { misspeltOperator, unknownExpression } from '../expression.js';
import { nearest } from '../nearest.js';

/** The definitions of `spec/recipes.schema.json`. */
export type FileKind =
  | 'recipes'
  | 'preconditions'
  | 'everyRequest'
  | 'credentials'
  | 'inputs'
  | 'safeOperations'
  | 'rules'
  | 'positives'
  | 'background'
  | 'fixture'
  | 'run';

export interface RecipeFile {
  content: JsonObject;
  /** An error `file:line:column what is wrong`, at the value of this path. */
  error(path: readonly string[], message: string): CliError;
}

/**
 * @param allowed folders that a symbolic link may lead to, beside the folder itself
 * @throws {CliError} exit code 2, one line `file:line:column what is wrong`
 */
export function readRecipeFile(folder: string, base: string, kind: FileKind, allowed: readonly string[]): RecipeFile {
  const name = relative(process.cwd(), join(folder, base));
  const text = readInside(folder, base, allowed);
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch (error) {
    throw new CliError(`${name}: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!isObject(content)) throw new CliError(`${name}: expected a map`, 2);
  const error = (path: readonly string[], message: string): CliError => {
    const { line, column } = placeInYaml(text, path);
    return new CliError(`${name}:${line}:${column} ${path.length > 0 ? `"${path.join('/')}" ` : ''}${message}`, 2);
  };
  const wrong = violationOf(kind, content) ?? expressionIn(content, []);
  if (wrong) throw error(wrong.path, wrong.message);
  return { content, error };
}

interface Wrong {
  path: string[];
  message: string;
}

let ajv: Ajv2020 | undefined;

function violationOf(kind: FileKind, content: JsonObject): Wrong | undefined {
  if (!ajv) {
    // Our own schema, which a test validates.
    ajv = new Ajv2020({ strict: false, verbose: true, validateSchema: false });
    const schema = JSON.parse(readFileSync(join(packageRoot, 'spec', 'recipes.schema.json'), 'utf8')) as JsonObject;
    ajv.addSchema(schema, 'recipes');
  }
  const validate = ajv.getSchema(`recipes#/$defs/${kind}`)!;
  if (validate(content)) return undefined;
  const error = validate.errors!.findLast(({ keyword }) => keyword !== 'if')!;
  const path = error.instancePath.split('/').slice(1).map(unescapeToken);
  if (error.keyword !== 'additionalProperties') return { path, message: sentence(error) };
  const name = String(error.params.additionalProperty);
  const { title, properties } = error.parentSchema as { title: string; properties: object };
  const known = Object.keys(properties);
  const [meant] = nearest(name, known);
  const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { path: [...path, name], message: `is no part of ${title}: ${hint}` };
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a map',
  array: 'a list',
  integer: 'a whole number',
  null: 'nothing',
};

function sentence({ keyword, params, parentSchema, message = '' }: ErrorObject): string {
  const { $comment } = parentSchema as { $comment?: string };
  if (keyword === 'type') {
    const types = [params.type as string | string[]].flat().flatMap((type) => type.split(','));
    return `must be ${types.map((type) => kinds[type] ?? type).join(' or ')}`;
  }
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === 'minLength') return 'must not be empty';
  if (keyword === 'required' && !$comment) return `needs ${String(params.missingProperty)}`;
  return $comment ?? message;
}

/** An unknown expression would be sent to the target as text. */
function expressionIn(value: Json, path: readonly string[]): Wrong | undefined {
  if (typeof value === 'string') {
    const unknown = unknownExpression(value);
    return unknown === undefined ? undefined : { path: [...path], message: unknown };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const misspelt = Array.isArray(value) ? undefined : misspeltOperator(key);
    if (misspelt !== undefined) return { path: [...path, key], message: misspelt };
    const wrong = expressionIn(member, [...path, key]);
    if (wrong) return wrong;
  }
  return undefined;
}
