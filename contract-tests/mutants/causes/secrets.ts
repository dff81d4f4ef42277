/** Secrets of the request come back: full numbers, credentials in plain text or encoded. */
import { isObject, type Json } from '../../../src/openapi/document.js';
import { jsonOf, withHeader, withJson, type Answer } from '../answer.js';
import type { Subject } from '../subject.js';
import { answered, type Candidate } from './pick.js';
import { sentText, type Recorded } from './recorded.js';
import type { Operation } from '../../../src/openapi/document.js';

const credentialOf = ({ headers }: Request): string | undefined => {
  const [, text] = /^\w+ (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
  return text ?? headers.get('authsignature') ?? headers.get('api-secret') ?? headers.get('x-api-secret') ?? undefined;
};

const signatureOf = ({ headers }: Request): string | undefined =>
  headers.get('usersignature') ?? headers.get('authsignature') ?? undefined;

const writings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
  'in-a-sentence': (secret) => `token=${secret}; refused`,
};

/** In the message of a failure, in a header, in an undocumented member. */
const ways: Readonly<Record<string, (answer: Answer, text: string) => Answer | undefined>> = {
  message: (answer, text) => {
    const json = jsonOf(answer);
    const name = isObject(json) && typeof json.message === 'string' ? 'message' : undefined;
    return name && isObject(json)
      ? withJson(answer, { ...json, message: `${String(json.message)} (${text})` })
      : undefined;
  },
  header: (answer, text) => withHeader(answer, 'X-Trace', text),
  debug: (answer, text) => {
    const json = jsonOf(answer);
    return isObject(json) ? withJson(answer, { ...json, debug: { sent: text } }) : undefined;
  },
};

/** The places that a response of the operation has. */
const waysFor = ({ operationId }: Operation, when: string, recorded: readonly Recorded[]) => {
  const answers = recorded
    .filter((one) => one.operation.operationId === operationId && one.answer.status < 300 === (when === 'success'))
    .map(({ answer }) => answer);
  return Object.entries(ways).filter(([, into]) => answers.some((answer) => into(answer, 'text') !== undefined));
};

/** Identity values (SSN, EIN), wherever the request has them. */
const numberIn = (body: string): string | undefined => /"identity_value":\s*"([^"]+)"/.exec(body)?.[1];

export function secretCandidates(subject: Subject, recorded: readonly Recorded[]): Candidate[] {
  return subject.operations.flatMap((operation) => [
    ...['success', 'failure'].flatMap((when) =>
      Object.entries(writings).flatMap(([writing, write]) =>
        waysFor(operation, when, recorded).flatMap(([way, into]) =>
          (subject.provider === 'sila' ? [credentialOf, signatureOf] : [credentialOf]).map((find, index) =>
            answered(
              subject,
              operation,
              [when, index === 0 ? 'credential' : 'signature', writing, way].join('/'),
              (answer, request) => {
                const secret = find(request);
                if (secret === undefined || secret.length < 8 || answer.status < 300 !== (when === 'success'))
                  return undefined;
                return into(answer, write(secret));
              },
            ),
          ),
        ),
      ),
    ),
    ...(subject.provider === 'sila' && /^(register|addIdentity|updateIdentity)$/.test(operation.operationId)
      ? numbers(subject, operation, recorded)
      : []),
    ...(subject.provider === 'sila' && /^(getEntity|checkKyc|getVerifications)$/.test(operation.operationId)
      ? [later(subject, operation)]
      : []),
  ]);
}

const numbers = (subject: Subject, operation: Operation, recorded: readonly Recorded[]): Candidate[] =>
  ['success', 'failure'].flatMap((when) =>
    (['as-it-was', 'digits'] as const).flatMap((form) =>
      waysFor(operation, when, recorded).map(([way, into]) =>
        answered(subject, operation, [when, 'number', form, way].join('/'), async (answer, request) => {
          const number = numberIn(await sentText(request));
          if (number === undefined || number.length < 8 || answer.status < 300 !== (when === 'success'))
            return undefined;
          return into(answer, form === 'digits' ? number.replaceAll('-', '') : number);
        }),
      ),
    ),
  );

/** Another operation shows a registered number in full. */
const later = (subject: Subject, operation: Operation): Candidate =>
  answered(subject, operation, 'number/whole', (answer) => {
    const json = jsonOf(answer);
    if (json === undefined || answer.status >= 300) return undefined;
    const text = JSON.stringify(json).replaceAll('"*3456"', '"000-12-3456"');
    return text === JSON.stringify(json) ? undefined : withJson(answer, JSON.parse(text) as Json);
  });
