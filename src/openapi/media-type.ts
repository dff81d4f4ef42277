/** Compares media types (RFC 9110): case and parameters are ignored, ranges match. */
import { MIMEType } from 'node:util';

/** `Application/JSON; charset=utf-8` → `application/json`; undefined for what is not a media type. */
export function essenceOf(contentType: string): string | undefined {
  const known = essences.get(contentType);
  if (known !== undefined) return known;
  try {
    const { essence } = new MIMEType(contentType);
    if (essences.size >= mostEssences) essences.clear();
    essences.set(contentType, essence);
    return essence;
  } catch {
    return undefined;
  }
}

/** Thousands of messages have the same few; those with a boundary are each its own. */
const essences = new Map<string, string>();
const mostEssences = 1000;

/** The `charset` parameter, `utf-8` when there is none. */
export function charsetOf(contentType: string): string {
  try {
    return new MIMEType(contentType).params.get('charset') ?? 'utf-8';
  } catch {
    return 'utf-8';
  }
}

/**
 * The most specific of the documented keys (media types and ranges such as `image/*`) that covers a media type. If
 * several differ only in parameters, the one with most of the actual parameters, and no others.
 */
export function matchMediaType(documented: readonly string[], contentType: string): string | undefined {
  const actual = essenceOf(contentType) ?? contentType;
  const [type] = actual.split('/');
  const covers = (wanted: string) => {
    const keys = documented.filter((key) => (essenceOf(key) ?? key.split(';')[0]?.trim().toLowerCase()) === wanted);
    if (keys.length < 2) return keys[0];
    const came = parametersOf(contentType);
    const fitting = keys.filter((key) => [...parametersOf(key)].every(([name, value]) => came.get(name) === value));
    return fitting.sort((a, b) => parametersOf(b).size - parametersOf(a).size)[0] ?? keys[0];
  };
  return covers(actual) ?? covers(`${type}/*`) ?? covers('*/*');
}

function parametersOf(contentType: string): Map<string, string> {
  try {
    return new Map([...new MIMEType(contentType).params].map(([name, value]) => [name, value.toLowerCase()]));
  } catch {
    return new Map();
  }
}

export const isJson = (essence: string): boolean => /^(application|text)\/json$|\+json$/.test(essence);

export const isXml = (essence: string): boolean => /^(application|text)\/xml$|\+xml$/.test(essence);

export const isText = (essence: string): boolean => essence.startsWith('text/');

const wellKnown =
  /^(text\/(html|plain|csv|xml|json)|image\/(jpeg|png|gif|webp|svg\+xml)|multipart\/(form-data|mixed)|application\/(json|problem\+json|xml|pdf|octet-stream|x-www-form-urlencoded|[a-z-]*javascript))$/;

/** Names a common media type; the text of any other may be private. */
export const tellType = (essence: string): string => (wellKnown.test(essence) ? essence : 'another media type');

export const tellCharset = (charset: string): string =>
  /^(utf-?(8|16|16le|16be)|us-ascii|iso-8859-\d{1,2}|windows-125\d|shift_jis|gb18030|gbk|big5|euc-(jp|kr))$/i.test(
    charset,
  )
    ? charset
    : 'the charset that it names';
