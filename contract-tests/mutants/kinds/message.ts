/** Defects of a whole response: its status, its content type, an unreadable body. */
import { isObject } from '../../../src/openapi/document.js';
import { withHeader, type Answer } from '../answer.js';
import type { Sample } from '../sample.js';

type Break = (answer: Answer) => Answer;

/** By kind and name; only changes that violate the document of the sample's response. */
export function messageKinds({ planned, answer }: Sample): [kind: string, name: string, change: Break][] {
  const documented = [...planned.operation.responses.keys()];
  const content = isObject(planned.response.value.content) ? Object.keys(planned.response.value.content) : [];
  const hasContent = content.length > 0 && answer.body.length > 0;
  const isJson = hasContent && content.every((type) => /json/.test(type));
  const other = sameClass(answer.status, documented).find((status) => !documented.includes(String(status)));
  const kinds: [boolean, string, string, Break][] = [
    [other !== undefined, 'status-undocumented', String(other), (given) => ({ ...given, status: other ?? 500 })],
    [!documented.includes('599'), 'status-unknown', '599', (given) => ({ ...given, status: 599 })],
    [hasContent && isJson, 'content-type-wrong', 'text', type('text/html; charset=utf-8')],
    [hasContent && isJson, 'content-type-wrong', 'problem', type('application/problem+json')],
    [hasContent && isJson, 'content-type-wrong', 'malformed', type('json')],
    [
      hasContent && !content.includes('*/*'),
      'content-type-missing',
      '',
      (given) => withHeader(given, 'content-type', null),
    ],
    [hasContent, 'body-empty', '', (given) => ({ ...given, body: Buffer.alloc(0) })],
    [isJson, 'json-broken', 'cut', body((text) => text.slice(0, -1))],
    [isJson, 'json-broken', 'quotes', body((text) => text.replaceAll('"', "'"))],
    [isJson, 'json-broken', 'warning', body((text) => `Warning: undefined index\n${text}`)],
  ];
  return kinds.filter(([applies]) => applies).map(([, kind, name, change]) => [kind, name, change]);
}

/** Statuses that an implementer may mistake for the right one. */
const sameClass = (status: number, documented: readonly string[]): number[] => {
  const near = status < 300 ? [200, 201, 202, 206] : [400, 401, 403, 404, 409, 410, 422];
  // A range or `default` documents every status.
  const isOpen = documented.some((key) => !/^\d+$/.test(key));
  return isOpen ? [] : near.filter((one) => one !== status);
};

const type =
  (contentType: string): Break =>
  (answer) =>
    withHeader(answer, 'content-type', contentType);

const body =
  (change: (text: string) => string): Break =>
  (answer) => ({ ...answer, body: Buffer.from(change(answer.body.toString())) });
