/** Validates path and query parameters, which the generated validators do not cover. */
import type { ParameterSchema, RouteParameter } from '../../runtime/route.js';
import type { RequestViolation } from './provider.js';

type Given = Readonly<Record<string, string>>;

export function validateParameters(
  parameters: readonly RouteParameter[],
  params: Given,
  query: Given,
): RequestViolation[] {
  return parameters.flatMap((parameter) => {
    const text = (parameter.in === 'path' ? params : query)[parameter.name];
    if (text !== undefined) return validateParameter(parameter, text);
    return parameter.required ? [violation(parameter, 'required', true, 'is required')] : [];
  });
}

function validateParameter(parameter: RouteParameter, text: string): RequestViolation[] {
  const { schema } = parameter;
  const found: RequestViolation[] = [];
  const complain = (keyword: keyof ParameterSchema, message: string) =>
    found.push(violation(parameter, keyword, schema[keyword], message));
  if (schema.type && !forms[schema.type].test(text)) complain('type', `must be ${schema.type}`);
  else if (schema.type === 'integer' || schema.type === 'number') {
    if (schema.minimum !== undefined && Number(text) < schema.minimum)
      complain('minimum', `must be >= ${schema.minimum}`);
    if (schema.maximum !== undefined && Number(text) > schema.maximum)
      complain('maximum', `must be <= ${schema.maximum}`);
  }
  const length = [...text].length;
  if (schema.enum && !schema.enum.includes(text)) complain('enum', `must be one of ${schema.enum.join(', ')}`);
  if (schema.format === 'uuid' && !uuid.test(text)) complain('format', 'must match format "uuid"');
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) {
    complain('pattern', `must match ${schema.pattern}`);
  }
  if (length < (schema.minLength ?? 0)) complain('minLength', `must have ${schema.minLength} characters or more`);
  if (length > (schema.maxLength ?? Infinity))
    complain('maxLength', `must have ${schema.maxLength} characters or fewer`);
  return found;
}

/** How values are written in a URL. Numbers are as in JSON; integers have at most 15 digits, which a double can hold. */
const forms = {
  string: /^/,
  boolean: /^(true|false)$/,
  integer: /^-?(0|[1-9]\d{0,14})$/,
  number: /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/,
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

function violation(
  { name, in: place }: RouteParameter,
  keyword: string,
  rule: unknown,
  message: string,
): RequestViolation {
  return {
    in: place,
    instancePath: `/${name}`,
    schemaPath: `#/${keyword}`,
    keyword,
    params: { [keyword]: rule },
    message,
  };
}
