/** Files that come back changed, and texts with a contract of their own. */
import type { Json } from '../../../src/openapi/document.js';
import { jsonOf, withHeader, withJson, type Answer } from '../answer.js';
import { replaceAt } from '../places.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, behaved, type Candidate } from './pick.js';
import { leavesOf } from './recorded.js';

const spoils: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'a-byte-flipped': (bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte))),
  'cut-by-one': (bytes) => bytes.subarray(0, -1),
  'a-line-break-more': (bytes) => Buffer.concat([bytes, Buffer.from('\n')]),
  'first-half': (bytes) => bytes.subarray(0, Math.ceil(bytes.length / 2)),
  base64: (bytes) => Buffer.from(bytes.toString('base64')),
  'as-text': (bytes) => Buffer.from(bytes.toString('utf8')),
  'line-breaks-of-another-system': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
};

const isFile = ({ status, headers }: Answer): boolean =>
  status === 200 && !/json|html/.test(headers.get('content-type') ?? 'json');

export function digestCandidates(subject: Subject, samples: readonly Sample[]): Candidate[] {
  const files = samples.filter(({ answer }) => isFile(answer));
  const types = new Map(
    files.map(({ planned, answer }) => [answer.headers.get('content-type') ?? '', planned.operation]),
  );
  const first = new Map<string, Answer>();
  return [
    ...[...types].flatMap(([type, operation]) => [
      ...Object.entries(spoils).map(([name, spoil]) =>
        answered(subject, operation, `${type}/${name}`, (answer) => {
          if (!isFile(answer) || answer.headers.get('content-type') !== type) return undefined;
          const body = spoil(answer.body);
          return body.equals(answer.body) ? undefined : { ...answer, body };
        }),
      ),
      answered(subject, operation, `${type}/another-type`, (answer) =>
        isFile(answer) && answer.headers.get('content-type') === type
          ? withHeader(answer, 'content-type', type === 'image/png' ? 'image/jpeg' : 'image/png')
          : undefined,
      ),
      answered(subject, operation, `${type}/the-first-one-ever`, (answer) => {
        if (!isFile(answer) || answer.headers.get('content-type') !== type) return undefined;
        const known = first.get(type);
        first.set(type, known ?? answer);
        return known && !known.body.equals(answer.body) ? { ...answer, body: known.body } : undefined;
      }),
    ]),
    ...(subject.provider === 'sila' ? uploads(subject) : []),
  ];
}

type Metadata = Record<string, Json>;

/** All files of an upload get a member of the first file's metadata. */
const uploads = (subject: Subject): Candidate[] =>
  (['name', 'filename', 'document_type'] as const).flatMap((member) => [
    behaved(subject, 'uploadDocuments', `${member}-of-the-first-file`, (call, sound, err) => {
      const form = call.body as Map<string, { json?: Metadata }>;
      const data = form instanceof Map ? form.get('data') : undefined;
      const files = data?.json?.file_metadata as Record<string, Metadata> | undefined;
      const [one, ...others] = Object.values(files ?? {});
      if (!data?.json || !one || others.length === 0) return sound(call);
      const changed = Object.fromEntries(
        Object.entries(files ?? {}).map(([name, file]) => [
          name,
          member in file ? { ...file, [member]: one[member]! } : file,
        ]),
      );
      if (JSON.stringify(changed) !== JSON.stringify(files)) err();
      return sound({
        ...call,
        body: new Map([...form, ['data', { ...data, json: { ...data.json, file_metadata: changed } }]]),
      });
    }),
  ]);

type Claims = Record<string, Json>;

const claimChanges: Readonly<Record<string, (claims: Claims) => Claims>> = {
  'without-a-claim': (claims) => Object.fromEntries(Object.entries(claims).slice(1)),
  'without-the-last-claim': (claims) => Object.fromEntries(Object.entries(claims).slice(0, -1)),
  'numbers-as-texts': (claims) =>
    Object.fromEntries(
      Object.entries(claims).map(([name, one]) => [name, typeof one === 'number' ? String(one) : one]),
    ),
  'texts-as-numbers': (claims) =>
    Object.fromEntries(Object.entries(claims).map(([name, one]) => [name, typeof one === 'string' ? 7 : one])),
  'expired-already': (claims) => ({ ...claims, exp: Number(claims.iat) - 60 }),
  'in-milliseconds': (claims) => ({ ...claims, iat: Number(claims.iat) * 1000, exp: Number(claims.exp) * 1000 }),
  'null-for-a-claim': (claims) => ({ ...claims, [Object.keys(claims)[0] ?? 'iat']: null }),
};

/** Defects in the content of a token with three parts, which has its own schema. */
export function embeddedCandidates(subject: Subject, samples: readonly Sample[]): Candidate[] {
  return samples.flatMap(({ planned: { operation, status, example }, body }) => {
    if (!body || !status.startsWith('2')) return [];
    return leavesOf(body.value).flatMap(([path, value]) => {
      if (typeof value !== 'string' || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(value)) return [];
      const change = (name: string, how: (token: string) => string) =>
        answered(subject, operation, [example, path.join('.'), name].join('/'), (answer) => {
          const right = String(answer.status) === status ? jsonOf(answer) : undefined;
          const wrong = right === undefined ? undefined : replaceAt(right, path, (one) => how(String(one)));
          return wrong === undefined || JSON.stringify(wrong) === JSON.stringify(right)
            ? undefined
            : withJson(answer, wrong);
        });
      const part = (token: string, index: number, text: (json: string) => string) =>
        token
          .split('.')
          .map((one, at) =>
            at === index ? Buffer.from(text(Buffer.from(one, 'base64url').toString())).toString('base64url') : one,
          )
          .join('.');
      return [
        ...Object.entries(claimChanges).map(([name, how]) =>
          change(name, (token) => part(token, 1, (json) => JSON.stringify(how(JSON.parse(json) as Claims)))),
        ),
        change('two-parts', (token) => token.split('.').slice(0, 2).join('.')),
        change('no-json', (token) => part(token, 1, () => 'not json')),
        change('padded', (token) =>
          token
            .split('.')
            .map((one) => `${one}=`)
            .join('.'),
        ),
        change('header-no-json', (token) => part(token, 0, () => 'x')),
        change('random', () => 'bm90.YQ.dG9rZW4'),
      ];
    });
  });
}
