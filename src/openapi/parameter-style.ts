/** Writes a parameter's value in its style (OAS 3.1, "Style Values"). */
import { isObject, type Json, type Parameter, type JsonObject } from './document.js';

type Styled = Pick<Parameter, 'name' | 'in'> & { object: JsonObject };

const asText = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

const asIs = (text: string): string => text;

/** Half a surrogate pair has no form in UTF-8: it becomes U+FFFD, as in a body. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();

/** Encodes by RFC 3986; `allowReserved` keeps reserved characters. */
const encoderOf = ({ in: place, object }: Styled): ((text: string) => string) => {
  if (place === 'header') return asIs;
  if (place === 'query' && object.allowReserved === true) {
    return (text) => encodeURI(wellFormed(text)).replaceAll(/[#&+]/g, encodeURIComponent);
  }
  return (text) => encodeURIComponent(wellFormed(text));
};

/** How a parameter is written, with the defaults of its place (OAS 3.1, "Parameter Object"). */
export function styleOf({ in: place, object }: Pick<Styled, 'in' | 'object'>): { style: string; explode: boolean } {
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = typeof object.style === 'string' ? object.style : usual;
  return { style, explode: typeof object.explode === 'boolean' ? object.explode : style === 'form' };
}

/** The members of a query or of cookies, as `name=value`; of a path or a header, one text. */
export function writeParameter(parameter: Styled, value: Json): string[] {
  // A parameter with `content` is written in its media type, without a style.
  const written = isObject(parameter.object.content) && typeof value !== 'string' ? JSON.stringify(value) : value;
  const isForm = parameter.in === 'query' || parameter.in === 'cookie';
  return isForm ? formMembers(parameter, written) : [simpleText(parameter, written)];
}

/** The text of a path parameter, with the dots and semicolons of its style, or of a header. */
function simpleText(parameter: Styled, value: Json): string {
  const { name, object } = parameter;
  const encode = encoderOf(parameter);
  const explode = object.explode === true;
  const pairs = pairsOf(value, encode, explode ? '=' : ',');
  if (parameter.in === 'path' && object.style === 'label') return `.${pairs.join(explode ? '.' : ',')}`;
  if (parameter.in === 'path' && object.style === 'matrix') {
    if (!explode || !isCompound(value)) return `;${name}=${pairs.join(',')}`;
    return pairs.map((pair) => (isObject(value) ? `;${pair}` : `;${name}=${pair}`)).join('');
  }
  return pairs.join(',');
}

/** The members of a query, form or cookie, as `name=value`. */
export function formMembers(parameter: Styled, value: Json): string[] {
  const encode = encoderOf(parameter);
  const name = encodeURIComponent(wellFormed(parameter.name));
  const { style, explode } = styleOf(parameter);
  if (isObject(value) && style === 'deepObject') return deep(name, value, encode);
  // Of a list the style has no standard, and documents use it nevertheless: PHP, Rails and qs read indexes.
  if (Array.isArray(value) && style === 'deepObject') return deepList(name, value, encode);
  if (!isCompound(value)) return [`${name}=${encode(asText(value))}`];
  if (explode) {
    return isObject(value) ? pairsOf(value, encode, '=') : pairsOf(value, encode, ',').map((item) => `${name}=${item}`);
  }
  const separator = style === 'pipeDelimited' ? '%7C' : style === 'spaceDelimited' ? '%20' : ',';
  return [`${name}=${pairsOf(value, encode, separator).join(separator)}`];
}

const isCompound = (value: Json): boolean => typeof value === 'object' && value !== null;

/** Deeper levels have no standard; most servers read nested brackets. */
function deep(name: string, value: JsonObject, encode: (text: string) => string): string[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const inner = `${name}%5B${encodeURIComponent(wellFormed(key))}%5D`;
    if (isObject(member)) return deep(inner, member, encode);
    if (Array.isArray(member) && member.some(isObject)) return deepList(inner, member, encode);
    return (Array.isArray(member) ? member : [member]).map((one) => `${inner}=${encode(asText(one))}`);
  });
}

const deepList = (name: string, value: readonly Json[], encode: (text: string) => string): string[] =>
  value.flatMap((item, index) => {
    const inner = `${name}%5B${index}%5D`;
    return isObject(item) ? deep(inner, item, encode) : [`${inner}=${encode(asText(item))}`];
  });

function pairsOf(value: Json, encode: (text: string) => string, between: string): string[] {
  if (Array.isArray(value)) return value.map((item) => encode(asText(item)));
  if (!isObject(value)) return [encode(asText(value))];
  return Object.entries(value).map(([key, member]) => `${encode(key)}${between}${encode(asText(member))}`);
}
