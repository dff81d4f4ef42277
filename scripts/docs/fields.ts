/** Writes a schema as nested lists: each property with its type, whether it is required, and its evidence. */
import type { Sources } from '../generate/sources.js';
import { badge, note, provenanceOf, type Provenance } from './evidence.js';
import { indent, prose } from './markdown.js';
import { follow, isObject, text, type JsonObject } from './provider-document.js';

interface Context {
  bundle: JsonObject;
  sources: Sources;
  /** The components that contain the current one, so that recursion ends. */
  inside: readonly string[];
  /** The provenance that a node without its own inherits. */
  inherited: Provenance | undefined;
}

/** @param inherited the provenance of the response or body with this schema. */
export function fieldList(
  bundle: JsonObject,
  sources: Sources,
  schema: unknown,
  inherited: Provenance | undefined,
): string {
  return content(schema, { bundle, sources, inside: [], inherited });
}

/** The content of a schema: properties, alternatives, items; empty for a plain value. */
function content(node: unknown, context: Context): string {
  const parts = partsOf(node, context);
  return [
    properties(parts),
    ...parts.flatMap(({ schema, context: inner }) => [
      alternatives(schema, inner),
      isObject(schema.items!) ? content(schema.items, inner) : '',
    ]),
  ]
    .filter(Boolean)
    .join('\n');
}

/** A schema and the parts of its `allOf`, which come first, since the schema itself narrows them. */
function partsOf(node: unknown, context: Context): Resolved[] {
  const found = resolve(node, context);
  if (!found || found.isRecursive) return [];
  return [...list(found.schema.allOf).flatMap((part) => partsOf(part, found.context)), found];
}

/** Each name once, required ones first: a part that narrows a property of another one replaces it. */
function properties(parts: readonly Resolved[]): string {
  const required = new Set(parts.flatMap(({ schema }) => list(schema.required).map(String)));
  const byName = new Map<string, { nodes: unknown[]; context: Context }>();
  for (const { schema, context } of parts) {
    for (const [name, node] of Object.entries(isObject(schema.properties!) ? schema.properties : {})) {
      byName.set(name, { nodes: [node, ...(byName.get(name)?.nodes ?? [])], context });
    }
  }
  return [...byName]
    .sort(([one], [other]) => Number(required.has(other)) - Number(required.has(one)))
    .map(([name, { nodes, context }]) => property(name, nodes, required.has(name), context))
    .join('\n');
}

/** @param nodes the schemas of the property, narrowest first. */
function property(name: string, nodes: readonly unknown[], required: boolean, context: Context): string {
  const [node] = nodes;
  const found = resolve(node, context);
  if (!found) return `- \`${name}\` anything`;
  const { schema, context: inner, isRecursive } = found;
  const provenance = inner.inherited;
  const own = provenanceOf(node) ?? provenanceOf(schema);
  const head = [
    `**\`${name}\`**`,
    typeOf(schema, inner),
    required ? '<span class="required">required</span>' : '',
    schema.writeOnly === true ? 'write-only' : '',
    schema.deprecated === true ? 'deprecated' : '',
    badge(provenance, context.sources),
  ];
  const description = nodes.map((one) => descriptionOf(one, context)).find(Boolean) ?? '';
  const paragraphs = [prose(description), own && own.status !== 'documented' ? note(own) : ''].filter(Boolean);
  const children = isRecursive ? '' : content(schema, { ...inner, inside: inner.inside });
  return [
    `- ${head.filter(Boolean).join(' ')}`,
    ...paragraphs.map((paragraph) => `\n${indent(paragraph, 2)}`),
    children && `\n${indent(children, 2)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The description beside a reference is about this place. */
function descriptionOf(node: unknown, context: Context): string {
  const beside = isObject(node as never) ? text((node as JsonObject).description) : '';
  return beside || text(resolve(node, context)?.schema.description);
}

function alternatives(schema: JsonObject, context: Context): string {
  const choices = [...list(schema.oneOf), ...list(schema.anyOf)].flatMap((node) => {
    const found = resolve(node, context);
    const body = found && !found.isRecursive ? content(node, context) : '';
    return body
      ? [{ name: nameOf(node) || text(found!.schema.title), description: found!.schema.description, body }]
      : [];
  });
  if (choices.length === 0) return '';
  return choices
    .map(({ name, description, body }, index) => {
      const lead = `- ${index === 0 ? 'Either' : 'or'} ${name ? `\`${name}\`` : 'this'}: ${prose(text(description))}`;
      return `${lead}\n\n${indent(body, 2)}`;
    })
    .join('\n');
}

interface Resolved {
  schema: JsonObject;
  context: Context;
  isRecursive: boolean;
}

function resolve(node: unknown, context: Context): Resolved | undefined {
  if (!isObject(node as never)) return undefined;
  const name = nameOf(node);
  const schema = follow(context.bundle, node as JsonObject, '')?.value;
  if (!schema) return undefined;
  const inherited = provenanceOf(node) ?? provenanceOf(schema) ?? context.inherited;
  const isRecursive = name !== '' && context.inside.includes(name);
  const inside = name === '' ? context.inside : [...context.inside, name];
  return { schema, context: { ...context, inherited, inside }, isRecursive };
}

/** A type as text: `string (uuid)`, `one of "a", "b"`, `array of object`. */
export function typeOf(schema: JsonObject, context: Pick<Context, 'bundle'>): string {
  const { const: constant, type, items, format } = schema;
  if (constant !== undefined) return `always \`${JSON.stringify(constant)}\``;
  if (Array.isArray(schema.enum))
    return `one of ${schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ')}`;
  const open = openEnum(schema, context);
  if (open) return `string; known values: ${open.map((value) => `\`${value}\``).join(', ')}`;
  const types = [type ?? []].flat().map(String);
  if (types.includes('array')) {
    const item = follow(context.bundle, items, '')?.value;
    return `array of ${item ? typeOf(item, context) : 'anything'}${bounds(schema)}`;
  }
  const choices = [...list(schema.oneOf), ...list(schema.anyOf), ...(types.length === 0 ? list(schema.allOf) : [])];
  if (types.length === 0 && choices.length > 0) {
    const names = choices.flatMap((node) => {
      const found = follow(context.bundle, node as never, '')?.value;
      return found ? [typeOf(found, context)] : [];
    });
    return [...new Set(names)].join(' or ');
  }
  const base = types.length > 0 ? types.join(' or ') : isObject(schema.properties!) ? 'object' : 'anything';
  return `${base}${typeof format === 'string' ? ` (${format})` : ''}${bounds(schema)}`;
}

/** `anyOf` of an enum and any string is the form of an open enum. */
function openEnum(schema: JsonObject, { bundle }: Pick<Context, 'bundle'>): string[] | undefined {
  const choices = list(schema.anyOf).map((node) => follow(bundle, node as never, '')?.value);
  const known = choices.flatMap((choice) => list(choice?.enum).concat(choice?.const ?? []));
  const isOpen = choices.some((choice) => choice?.type === 'string' && !choice.enum && choice.const === undefined);
  return known.length > 0 && isOpen ? known.map(String) : undefined;
}

function bounds(schema: JsonObject): string {
  const said = [
    ['minLength', 'at least', 'characters'],
    ['maxLength', 'at most', 'characters'],
    ['minimum', 'from', ''],
    ['maximum', 'up to', ''],
    ['minItems', 'at least', 'items'],
    ['maxItems', 'at most', 'items'],
  ].flatMap(([key = '', word, unit]) => (key in schema ? [`${word} ${String(schema[key])} ${unit}`.trim()] : []));
  const pattern = typeof schema.pattern === 'string' ? [`pattern \`${schema.pattern.replaceAll('`', '')}\``] : [];
  const all = [...said, ...pattern];
  return all.length > 0 ? `, ${all.join(', ')}` : '';
}

function nameOf(node: unknown): string {
  const reference = isObject(node as never) ? (node as JsonObject).$ref : undefined;
  return typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
}

const list = (value: unknown): any[] => (Array.isArray(value) ? value : []);
