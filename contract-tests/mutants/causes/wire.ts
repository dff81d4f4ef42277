/** HTTP and JSON: bodies that parsers read differently, or cannot read. */
import type { Operation } from '../../../src/openapi/document.js';
import { jsonOf, withHeader, type Answer } from '../answer.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, type Candidate } from './pick.js';

type Break = (answer: Answer) => Answer | undefined;

const text =
  (change: (json: string) => string): Break =>
  (answer) => {
    const right = answer.body.toString();
    const wrong = change(right);
    return wrong === right ? undefined : { ...answer, body: Buffer.from(wrong) };
  };

const breaks: Readonly<Record<string, Break>> = {
  'member-twice': text((json) => json.replace(/^(\s*\{)("[^"]+":)/, '$1$2null,$2')),
  'last-member-twice': text((json) => json.replace(/\}(\s*)$/, `,${firstMember(json)}}$1`)),
  'number-beyond-double': text((json) => json.replace(/\}(\s*)$/, ',"added":1e999}$1')),
  'integer-beyond-double': text((json) => json.replace(/\}(\s*)$/, ',"added":9007199254740993}$1')),
  'not-a-number': text((json) => json.replace(/\}(\s*)$/, ',"added":NaN}$1')),
  'byte-order-mark': (answer) => ({ ...answer, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), answer.body]) }),
  'trailing-comma': text((json) => json.replace(/\}(\s*)$/, ',}$1')),
  'text-after-it': text((json) => `${json}\n<!-- served in 3 ms -->`),
  'two-texts': text((json) => `${json}${json}`),
  comment: text((json) => `/* ok */${json}`),
  'json-in-a-text': text((json) => JSON.stringify(json)),
  latin1: (answer) => {
    const json = answer.body.toString().replace(/"(message|status|reference)":"/, '"$1":"Größe ');
    return json === answer.body.toString() ? undefined : { ...answer, body: Buffer.from(json, 'latin1') };
  },
  'utf-16': (answer) => ({ ...answer, body: Buffer.from(answer.body.toString(), 'utf16le') }),
  'gzip-that-is-none': (answer) => withHeader(answer, 'content-encoding', 'gzip'),
  'coding-that-nobody-knows': (answer) => withHeader(answer, 'content-encoding', 'x-snappy'),
  'control-character': text((json) => json.replace(/":"/, '":"\u0001')),
};

const firstMember = (json: string): string =>
  /^\s*\{("[^"]+":(?:"(?:[^"\\]|\\.)*"|[\w.-]+))/.exec(json)?.[1] ?? '"a":1,"a":2';

export const wireCandidates = (subject: Subject, samples: readonly Sample[]): Candidate[] => {
  const known = new Set<string>();
  return samples.flatMap(({ planned: { operation, status }, body }) => {
    const key = `${operation.operationId} ${status}`;
    if (!body || known.has(key)) return [];
    known.add(key);
    return Object.entries(breaks).map(([name, change]) => ofStatus(subject, operation, status, name, change));
  });
};

const ofStatus = (subject: Subject, operation: Operation, status: string, name: string, change: Break): Candidate =>
  answered(subject, operation, `${status}/${name}`, (answer) =>
    String(answer.status) === status && jsonOf(answer) !== undefined ? change(answer) : undefined,
  );
