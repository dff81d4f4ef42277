/** Rules that one operation does not apply although others do: ages, tokens, signatures, handles. */
import type { Operation } from '../../../src/openapi/document.js';
import { jsonOf } from '../answer.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, type Candidate } from './pick.js';
import { sentText } from './recorded.js';

/** The refusals by the sandbox's messages. */
const refusals: readonly [name: string, status: number, words: RegExp][] = [
  ['too-old', 400, /epoch in message has expired/i],
  ['in-the-future', 400, /cannot be set in the future/i],
  ['expired-token', 401, /token provided has expired/i],
  ['token-of-another-app', 401, /token|credential|auth/i],
  ['other-environment', 403, /environment|token/i],
  ['signature', 401, /signature/i],
  ['signature', 403, /signature/i],
  ['handle-of-nobody', 403, /not registered|handle/i],
  ['no-token', 401, /./],
];

export function ruleCandidates(subject: Subject, samples: readonly Sample[]): Candidate[] {
  return subject.operations.flatMap((operation) => {
    const success = samples.find(({ planned }) => planned.operation === operation && planned.status.startsWith('2'));
    const refusal = samples.find(
      ({ planned, body }) => planned.operation === operation && /^40[13]/.test(planned.status) && body,
    );
    return [
      ...(success ? forgotten(subject, operation, success) : []),
      ...(refusal && subject.provider === 'sila' ? overdone(subject, operation, refusal) : []),
    ];
  });
}

/** A request that is refused only for this reason is answered with a success. */
const forgotten = (subject: Subject, operation: Operation, { answer }: Sample): Candidate[] =>
  refusals
    .filter(([name]) => subject.provider === 'sila' || name === 'no-token')
    .map(([name, status, words]) =>
      answered(subject, operation, `${name}-${status}-accepted`, (given) =>
        given.status === status && words.test(JSON.stringify(jsonOf(given) ?? '')) ? answer : undefined,
      ),
    );

/** A valid request is refused. */
function overdone(subject: Subject, operation: Operation, { answer }: Sample): Candidate[] {
  const refuse = (name: string, isMeant: (request: Request, body: string) => boolean): Candidate =>
    answered(subject, operation, name, async (given, request) => {
      if (given.status >= 300) return undefined;
      const body = await sentText(request);
      return isMeant(request, body) ? answer : undefined;
    });
  const age = (body: string) => {
    const [, created] = /"created":\s*(\d+)/.exec(body) ?? [];
    return created === undefined ? 0 : Date.now() / 1000 - Number(created);
  };
  return [
    refuse('valid-user-signature-refused', ({ headers }) => headers.has('usersignature')),
    refuse('valid-auth-signature-refused', ({ headers }) => headers.has('authsignature')),
    refuse('four-minutes-are-too-old', (_, body) => age(body) > 240),
  ];
}
