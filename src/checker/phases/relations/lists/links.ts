/** The links from one page to the others, in the body or in the header `Link` (RFC 8288). */
import { isObject, propertiesOf, type JsonObject, type Operation } from '../../../../openapi/document.js';
import { flatten } from '../../../../openapi/sample.js';
import { answerSchema } from '../../../records/wrapping.js';
import { isSuccess } from '../../../status.js';
import type { Received } from '../fixture.js';

export type Relation = 'first' | 'prev' | 'next' | 'last';

/** Names of the member with a link: Django has `previous`, Azure `nextLink`, OData `@odata.nextLink`. */
const named: Record<Relation, RegExp> = {
  first: /^first(?:_?page)?(?:_?(?:link|url))?$/i,
  prev: /^prev(?:ious)?(?:_?page)?(?:_?(?:link|url))?$/i,
  next: /^(?:@odata\.)?next(?:_?page)?(?:_?(?:link|url))?$/i,
  last: /^last(?:_?page)?(?:_?(?:link|url))?$/i,
};

export const isNextName = (name: string): boolean => named.next.test(name);

/** Whether the document shows such links, beside the items or in a header. */
export function hasPageLinks(document: JsonObject, operation: Operation): boolean {
  const headers = [...operation.responses].flatMap(([status, { value }]) =>
    isSuccess(status) && isObject(value.headers) ? Object.keys(value.headers) : [],
  );
  if (headers.some((name) => name.toLowerCase() === 'link')) return true;
  const { _links, links, ...others } = propertiesOf(answerSchema(document, operation));
  const isUri = (name: string): boolean => {
    const { format, description } = flatten(document, others[name] ?? null) ?? {};
    return String(format).startsWith('uri') || /\bUR[IL]\b/.test(String(description));
  };
  return (
    [_links, links].some((one) => one !== undefined) || Object.keys(others).some((one) => isNextName(one) && isUri(one))
  );
}

/** The URI reference of a link; undefined where there is none. */
export function linkIn(
  { json = null, headers }: Pick<Received, 'json' | 'headers'>,
  relation: Relation,
): string | undefined {
  const outer: JsonObject = isObject(json) ? json : {};
  for (const holder of [outer._links, outer.links, outer].filter((one) => isObject(one)))
    for (const [name, link] of Object.entries(holder)) {
      const text = isObject(link) ? link.href : link;
      if (named[relation].test(name) && typeof text === 'string' && /^(?:https?:\/\/|\/|\?)/.test(text)) return text;
    }
  const header = headers.link?.join(', ') ?? '';
  return header
    .split(/,\s*(?=<)/)
    .map((one) => /^<([^>]*)>.*;\s*rel="?([^";]*)"?/i.exec(one))
    .find((one) => one?.[2]?.split(' ').some((name) => named[relation].test(name)))?.[1];
}
