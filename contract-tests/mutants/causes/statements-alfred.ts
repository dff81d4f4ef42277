/** Statements of Alfred's document that no row covered at first, each violated at its operation. */
import { typeOfFile } from '../../../src/runtime/file-type.js';
import { jsonOf, withJson } from '../answer.js';
import type { Around } from '../behaviour/handlers.js';
import type { Change } from '../intercept.js';
import type { Subject } from '../subject.js';
import { answered, behavedIn, type Candidate, type Ways } from './pick.js';
import { closed, noExif, tokenOf, type Body } from './alfred-ways.js';

/** All sessions that such requests open have the id of the first one. */
const sharedSession =
  (isMeant: (body: Body) => boolean): Around =>
  async (call: Body, sound, err) => {
    const reply = await sound(call);
    if (reply.status !== 202 || !isMeant(call.body)) return reply;
    const body = structuredClone(reply.body) as Body;
    const uid = (call.state.shared ??= body.data.uid);
    if (uid !== body.data.uid) err();
    body.data.uid = uid;
    return { ...reply, body };
  };

const ways: Ways = {
  myInfo: {
    'a-user-by-address-alone': closed(({ body }) => body.user !== undefined && !body.user.includes('@')),
    'one-for-all-without-a-user': sharedSession(({ user }) => user === undefined),
    'a-deposit-alone-has-its-own': sharedSession(({ type }) => type === 'out'),
  },
  loginSofKyc: {
    'another-user-who-has-moved': (call: Body, sound, err) => {
      const email = call.body.email.toLowerCase();
      const known = call.state.users[call.state.numbers[email]];
      if (known && known.details.city !== call.body.city) {
        err();
        delete call.state.numbers[email];
      }
      return sound(call);
    },
  },
  uploadDocument: {
    'old-for-a-back': async (call: Body, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 401 || call.body?.get?.('docType')?.text !== 'idCardBack') return reply;
      const { iat } = tokenOf(call);
      const again = await sound({ ...call, now: iat * 1000 });
      if (again.status === 202) err();
      return again.status === 202 ? again : reply;
    },
    'text-of-a-form': async (call: Body, sound, err) => {
      const reply = await sound(call);
      const part = call.body?.get?.('file');
      if (reply.status !== 422 || !part || part.filename !== undefined) return reply;
      err();
      return { status: 202, body: { statusCode: 202, message: 'upload KYC full successful' } };
    },
    'no-exif': noExif('file'),
    'a-part-more': (call: Body, sound, err) => {
      const parts = String(call.headers.authorization).split('.');
      if (parts.length > 3) err();
      return sound({ ...call, headers: { ...call.headers, authorization: parts.slice(0, 3).join('.') } });
    },
    'any-text': async (call: Body, sound, err) => {
      const bytes = call.body?.get?.('file')?.bytes;
      const reply = await sound(call);
      if (reply.status !== 422 || !bytes || typeOfFile(bytes) !== undefined) return reply;
      err();
      return { status: 202, body: { statusCode: 202, message: 'upload KYC full successful' } };
    },
    'no-token-of-before': async (call: Body, sound, err) => {
      const age = call.now / 1000 - tokenOf(call).iat;
      if (!(age > 30 && age < 90)) return sound(call);
      err();
      return { status: 401 };
    },
  },
};

const firstReason: Change = (answer) => {
  const body = jsonOf(answer) as Body;
  const paths = new Set<string>(body?.reasons?.map(({ path }: Body) => path));
  if (paths.size < 2) return undefined;
  return withJson(answer, { ...body, reasons: body.reasons.filter(({ path }: Body) => path === [...paths][0]) });
};
/** Rules of valid members are listed too. */
const moreReasons: Change = (answer) => {
  const body = jsonOf(answer) as Body;
  if (!body?.reasons) return undefined;
  const more = { message: 'email must be an email', path: 'email', validation: 'isEmail' };
  return withJson(answer, { ...body, reasons: [...body.reasons, more] });
};
const allOfAMember: Change = (answer) => {
  const body = jsonOf(answer) as Body;
  if (body?.reasons?.length !== 1 || body.reasons[0].validation !== 'isNotEmpty') return undefined;
  const more = { ...body.reasons[0], message: 'firstname must be a string', validation: 'isString' };
  return withJson(answer, { ...body, reasons: [more, ...body.reasons] });
};
/** A rule that is not violated is listed in addition. */
const ruleToo =
  (path: string, broken: string, more: string): Change =>
  (answer) => {
    const body = jsonOf(answer) as Body;
    const of = body?.reasons?.filter((one: Body) => one.path === path);
    if (of?.length !== 1 || of[0].validation !== broken) return undefined;
    return withJson(answer, { ...body, reasons: [...body.reasons, { ...of[0], validation: more }] });
  };
const threeReasons: Change = (answer) => {
  const body = jsonOf(answer) as Body;
  const paths = [...new Set<string>(body?.reasons?.map(({ path }: Body) => path))].slice(0, 2);
  const reasons = body?.reasons?.filter(({ path }: Body) => paths.includes(path));
  return reasons && reasons.length < body.reasons.length ? withJson(answer, { ...body, reasons }) : undefined;
};

export const alfredStatementCandidates = (subject: Subject): Candidate[] => [
  ...(subject.provider === 'alfred' ? behavedIn(subject, ways) : []),
  ...(subject.provider === 'alfred' ? subject.operations : [])
    .filter(({ operationId }) => operationId !== 'uploadDocument')
    .flatMap((operation) => [
      answered(subject, operation, 'first-reason-alone', firstReason),
      answered(subject, operation, 'two-members-at-most', threeReasons),
      answered(subject, operation, 'what-is-right-too', moreReasons),
      ...(operation.operationId === 'loginSofKyc'
        ? [
            answered(subject, operation, 'all-rules-of-a-member', allOfAMember),
            answered(
              subject,
              operation,
              'an-empty-lastname-is-no-string',
              ruleToo('lastname', 'isNotEmpty', 'isString'),
            ),
            answered(subject, operation, 'a-number-is-empty', ruleToo('firstname', 'isString', 'isNotEmpty')),
            answered(subject, operation, 'a-number-is-empty-too', ruleToo('lastname', 'isString', 'isNotEmpty')),
          ]
        : [answered(subject, operation, 'a-text-is-empty', ruleToo('balance', 'isNumber', 'isNotEmpty'))]),
    ]),
];
