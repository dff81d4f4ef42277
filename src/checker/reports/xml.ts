/** Writes XML: text and attribute values are escaped, and what XML 1.0 cannot hold is written as `\\uXXXX`. */
import { oneLine } from './one-line.js';

export type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, childSchemas: readonly string[] = []): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`)].join(
    ' ',
  );
  return childSchemas.length === 0 ? `<${head}/>` : `<${head}>${childSchemas.join('')}</${name}>`;
}

/** Text of several lines; each line is made fit by itself. */
export const text = (value: string): string => value.split('\n').map(escape).join('\n');

const escape = (value: string): string => oneLine(value).replaceAll(/[&<>"]/g, (one) => entities[one] as string);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
