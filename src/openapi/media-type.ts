/** Media types as RFC 9110 compares them: case and parameters do not matter, ranges do. */
import { MIMEType } from 'node:util';

/** `Application/JSON; charset=utf-8` → `application/json`; undefined for what is not a media type. */
export function essenceOf(contentType: string): string | undefined {
  try {
    return new MIMEType(contentType).essence;
  } catch {
    return undefined;
  }
}

/** The `charset` parameter, `utf-8` when there is none. */
export function charsetOf(contentType: string): string {
  try {
    return new MIMEType(contentType).params.get('charset') ?? 'utf-8';
  } catch {
    return 'utf-8';
  }
}

/** Of the documented keys (media types and ranges such as `image/*`), the most specific that covers a media type. */
export function matchMediaType(documented: readonly string[], actual: string): string | undefined {
  const [type] = actual.split('/');
  const covers = (wanted: string) =>
    documented.find((key) => (essenceOf(key) ?? key.split(';')[0]?.trim().toLowerCase()) === wanted);
  return covers(actual) ?? covers(`${type}/*`) ?? covers('*/*');
}

export const isJson = (essence: string): boolean => /^(application|text)\/json$|\+json$/.test(essence);

export const isText = (essence: string): boolean => essence.startsWith('text/');

const wellKnown =
  /^(text\/(html|plain|csv|xml|json)|image\/(jpeg|png|gif|webp|svg\+xml)|multipart\/(form-data|mixed)|application\/(json|problem\+json|xml|pdf|octet-stream|x-www-form-urlencoded|[a-z-]*javascript))$/;

/** A media type that everybody knows by its name; any other may be whatever its sender likes. */
export const tellType = (essence: string): string => (wellKnown.test(essence) ? essence : 'another media type');

export const tellCharset = (charset: string): string =>
  /^(utf-?(8|16|16le|16be)|us-ascii|iso-8859-\d{1,2}|windows-125\d|shift_jis|gb18030|gbk|big5|euc-(jp|kr))$/i.test(
    charset,
  )
    ? charset
    : 'the charset that it names';
