/** Whole implementations that differ lawfully on every operation: no phase may report a violation. */
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { follow, isObject, type Json } from '../../../src/openapi/document.js';
import { responseFor } from '../../../src/checker/validate/response.js';
import { jsonOf, toAnswer, toResponse, withHeader, withJson, type Answer } from '../answer.js';
import { isFor } from '../intercept.js';
import type { Form } from '../../../src/sandbox/core/handler.js';
import type { CustomersState } from '../../../src/sandbox/alfred-customers/state.js';
import type { SilaState } from '../../../src/sandbox/sila/state.js';
import { behaving } from '../behaviour/handlers.js';
import type { Implementation, Mutant } from '../mutant.js';
import { play, type Subject } from '../subject.js';

type Rewrite = (answer: Answer, allows: (value: Json) => boolean) => Answer | undefined | Promise<Answer>;

/** The JSON with each text changed, if the document allows all changes. */
const everyText =
  (change: (text: string, name: string) => string): Rewrite =>
  (answer, allows) => {
    const json = jsonOf(answer);
    if (json === undefined) return undefined;
    const visit = (value: Json, name: string): Json => {
      if (typeof value === 'string') return change(value, name);
      if (Array.isArray(value)) return value.map((item) => visit(item, name));
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, key)]));
    };
    const changed = visit(json, '');
    return allows(changed) ? withJson(answer, changed) : undefined;
  };

const everyObject =
  (change: (value: Record<string, Json>) => Record<string, Json>): Rewrite =>
  (answer, allows) => {
    const json = jsonOf(answer);
    if (json === undefined) return undefined;
    const visit = (value: Json, below: boolean): Json => {
      if (Array.isArray(value)) return value.map((item) => visit(item, below));
      if (!isObject(value)) return value;
      const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member, below)]));
      return below || value === json ? change(members) : members;
    };
    const deep = visit(json, true);
    if (allows(deep)) return withJson(answer, deep);
    const flat = visit(json, false);
    return allows(flat) ? withJson(answer, flat) : undefined;
  };

const text =
  (write: (json: string) => string): Rewrite =>
  (answer) =>
    jsonOf(answer) === undefined ? undefined : { ...answer, body: Buffer.from(write(answer.body.toString())) };

const dated =
  (seconds: number): Rewrite =>
  (answer) =>
    withHeader(answer, 'date', later(answer, seconds));

/** Uses the implementation's clock, which the control API may have set. */
const later = ({ headers }: Answer, seconds: number): string =>
  new Date((Date.parse(headers.get('date') ?? '') || Date.now()) + seconds * 1000).toUTCString();

const coded =
  (coding: string, encode: (bytes: Buffer) => Buffer): Rewrite =>
  (answer) =>
    answer.body.length === 0
      ? undefined
      : withHeader({ ...answer, body: encode(answer.body) }, 'content-encoding', coding);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|\+00:00)$/;

export const wholeRewrites: Readonly<Record<string, Rewrite>> = {
  slower: async (answer) => {
    await wait(4);
    return answer;
  },
  'date-three-seconds-ahead': dated(3),
  'date-three-seconds-behind': dated(-3),
  'no-date': (answer) => withHeader(answer, 'date', null),
  'members-in-another-order': everyObject((value) => Object.fromEntries(Object.entries(value).reverse())),
  'members-more': everyObject((value) => ({ ...value, added_later: { at: [1, 'two', null] } })),
  'names-alike-more': everyObject((value) => ({ ...value, _links: [], links: { self: '/self' } })),
  'other-words': everyText((one, name) =>
    /^(message|reason|description)$/.test(name) ? 'Andere Wörter, in Kürze.' : one,
  ),
  'longer-words': everyText((one, name) =>
    /^(message|description)$/.test(name) ? `${one} ${'Und mehr. '.repeat(40)}` : one,
  ),
  'other-reference': everyText((one, name) =>
    /^(reference|sila_reference_id)$/.test(name) && uuid.test(one) ? crypto.randomUUID() : one,
  ),
  // A token is left out, since the sandbox would have to accept it again.
  'uuids-in-capitals': everyText((one, name) => (uuid.test(one) && !/token/.test(name) ? one.toUpperCase() : one)),
  'offset-for-z': everyText((one) => one.replace(instant, '$1T$2$3+00:00')),
  'fractions-of-seconds': everyText((one) => one.replace(instant, '$1T$2.000$4')),
  'another-offset': everyText((one) => {
    if (!instant.test(one)) return one;
    return new Date(Date.parse(one) + 7_200_000).toISOString().replace('.000Z', '+02:00').replace(/Z$/, '+02:00');
  }),
  'telephones-grouped': everyText((one, name) =>
    name === 'phone' ? one.replace(/^(\d{3})-?(\d{3})-?(\d{4})$/, '$1-$2-$3') : one,
  ),
  indented: text((json) => JSON.stringify(JSON.parse(json), undefined, 2)),
  'line-break-at-the-end': text((json) => `${json}\n`),
  'letters-escaped': text((json) =>
    json.replaceAll(/[^\x00-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ),
  'slashes-escaped': text((json) => json.replaceAll('/', '\\/')),
  'whole-numbers-with-a-point': text((json) => json.replaceAll(/(?<=":)(\d{1,9})(?=[,}\]])/g, '$1.0')),
  brotli: coded('br', brotliCompressSync),
  deflate: coded('deflate', deflateSync),
  'charset-everywhere': (answer) => {
    const type = answer.headers.get('content-type');
    return type && /json/.test(type) ? withHeader(answer, 'content-type', `${type}; charset=UTF-8`) : undefined;
  },
  'headers-of-a-gateway': (answer) => {
    const headers = new Headers(answer.headers);
    for (const [name, value] of gateway) headers.append(name, value);
    return { ...answer, headers };
  },
};

const gateway: readonly [string, string][] = [
  ['Server', 'nginx'],
  ['Via', '1.1 edge'],
  ['Vary', 'Origin, Accept-Encoding'],
  ['X-Request-Id', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
  ['RateLimit-Remaining', '17'],
  ['Server-Timing', 'app;dur=3.2'],
  ['ETag', '"33a64df5"'],
  ['Cache-Control', 'no-store'],
  ['Set-Cookie', 'route=1; Path=/; HttpOnly'],
];

export function wholeVariations(subject: Subject): Mutant[] {
  const named: Named = (kind, implement) => ({
    id: `${subject.provider}/every-operation/lawful/${kind}`,
    provider: subject.provider,
    operationId: subject.operations[0]?.operationId ?? '',
    kind: `whole-${kind}`,
    isLawful: true,
    implement,
  });
  return [
    ...Object.entries(wholeRewrites).map(([kind, rewrite]) => named(kind, () => rewriting(subject, rewrite))),
    named('clock-three-seconds-ahead', () => ahead(subject, 3)),
    ...(Object.hasOwn(ofProvider, subject.provider) ? (ofProvider[subject.provider]?.(subject, named) ?? []) : []),
  ];
}

type Named = (kind: string, implement: () => Implementation) => Mutant;

/** What somebody who had read the documents alone did otherwise than the sandbox. */
const ofSila = (subject: Subject, named: Named): Mutant[] => [
  named('number-of-one-end-user', () => numbersOnce(subject, 400)),
  named('number-of-one-end-user-409', () => numbersOnce(subject, 409)),
  named('files-of-listed-kinds', () => listedFiles(subject)),
  named('kinds-and-states', () => namedKinds(subject)),
  named('locked-is-409', () => rewriting(subject, locked)),
  named('lists-in-another-order', () => rewriting(subject, reversed)),
  named('more-members-of-successes', () => rewriting(subject, more)),
];

const ofAlfred = (subject: Subject, named: Named): Mutant[] => [
  named('sessions-of-one-user', () => ownSessions(subject)),
];

const ofCustomers = (subject: Subject, named: Named): Mutant[] => [
  named('corrected-when-wanted-only', () => correctedWhenWanted(subject)),
  named('events-name-no-company', () => otherReferences(subject)),
  named('a-file-is-a-change', () => touching(subject)),
  named('no-company-after-a-refusal', () => oneCompany(subject)),
  named('submitted-once-more', () => submittedAgain(subject)),
  named('statuses-in-mixed-case', () => rewriting(subject, mixedCase)),
  named('digits-and-dates', () => formedTexts(subject)),
];

const ofProvider: Readonly<Record<string, (subject: Subject, named: Named) => Mutant[]>> = {
  sila: ofSila,
  alfred: ofAlfred,
  'alfred-customers': ofCustomers,
};

/** Source: "UUID of the session that `myInfo` opened", for a user. */
function ownSessions(subject: Subject): Implementation {
  const users = new Map<string, string>();
  return behaving(subject, ['myInfo', 'loginSofKyc'], async (call, sound, err) => {
    const { user, email, initial_transaction: session } = call.body as Record<string, string>;
    if (session === undefined) {
      const reply = await sound(call);
      const { data } = (reply.body ?? {}) as { data?: { uid: string } };
      if (data && user !== undefined) users.set(data.uid.toLowerCase(), user);
      return reply;
    }
    if (users.get(session.toLowerCase()) === email || !call.headers['api-key']) return sound(call);
    err();
    return { status: 404 };
  });
}

/** Source: "What it is for `KYB` is not known": here it is not the submission. */
function otherReferences(subject: Subject): Implementation {
  return behaving(subject, ['sendStatusEvent'], (call, sound, err) => {
    const { eventType, ...event } = call.body as { eventType: string };
    if (eventType !== 'KYB') return sound(call);
    err();
    return sound({ ...call, body: { ...event, eventType: 'ONRAMP' } });
  });
}

/** Source: `updatedAt`, "When something of it was last changed": whether a file is something of it is not said. */
function touching(subject: Subject): Implementation {
  return behaving(subject, ['uploadKycFile', 'uploadKybFile', 'uploadRelatedPersonFile'], async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status >= 300) return reply;
    err();
    const { submissions } = call.state as CustomersState;
    for (const one of Object.values(submissions))
      if (one.customer === call.params['customerId']?.toLowerCase()) one.updatedAt = call.now + 1000;
    return reply;
  });
}

/** Source: "After a refusal ask again: that gives a new link, and no other way to try again is known." */
function oneCompany(subject: Subject): Implementation {
  return behaving(subject, ['createKybSubmission'], (call, sound, err) => {
    const { submissions } = call.state as CustomersState;
    const own = Object.values(submissions).filter(
      ({ customer, kind }) => kind === 'KYB' && customer === call.params['customerId']?.toLowerCase(),
    );
    if (!own.some(({ status }) => status === 'FAILED') || !call.headers['api-key']) return sound(call);
    err();
    return { status: 400, body: { errorCode: 111412, errorMessage: 'Customer has a submission' } };
  });
}

/** Source: how a second `submitKyc` is answered is not said. */
function submittedAgain(subject: Subject): Implementation {
  return behaving(subject, ['submitKyc'], async (call, sound, err) => {
    const { submissions } = call.state as CustomersState;
    const submission = submissions[call.params['submissionId']?.toLowerCase() ?? ''];
    const isOwn = submission?.customer === call.params['customerId']?.toLowerCase();
    if (!isOwn || submission?.status !== 'IN_REVIEW' || !call.headers['api-key']) return sound(call);
    err();
    return { status: 200, body: { message: 'submitted' } };
  });
}

/** Source: "Compare without regard to case." */
const mixedCase: Rewrite = everyText((one, name) =>
  /^status(Kyc)?$/.test(name) ? one.slice(0, 1).toUpperCase() + one.slice(1).toLowerCase() : one,
);

/** Source: "eleven digits", "`YYYY-MM-DD`", of texts without a pattern. */
function formedTexts(subject: Subject): Implementation {
  const isWrong = ({ cpf, dateOfBirth }: Record<string, unknown>): boolean =>
    (typeof cpf === 'string' && cpf !== '' && !/^\d{11}$/.test(cpf)) ||
    (typeof dateOfBirth === 'string' && dateOfBirth !== '' && !/^\d{4}-\d\d-\d\d$/.test(dateOfBirth));
  return behaving(subject, ['createKycSubmission', 'updateKycSubmission'], (call, sound, err) => {
    const { kycSubmission, kycUpdateSubmission } = call.body as Record<string, Record<string, unknown> | undefined>;
    if (!isWrong(kycSubmission ?? kycUpdateSubmission ?? {}) || !call.headers['api-key']) return sound(call);
    err();
    return { status: 400, body: { errorCode: 111404, errorMessage: 'Invalid value' } };
  });
}

const badRequest = { success: false, status: 'FAILURE', message: 'Bad request.' };

/** Source: "Those listed have been accepted; which others are is not published." */
function listedFiles(subject: Subject): Implementation {
  return behaving(subject, ['uploadDocuments'], (call, sound, err) => {
    const data = (call.body as Form | undefined)?.get('data')?.text ?? '';
    if (!data.includes('octet-stream')) return sound(call);
    err();
    return { status: 400, body: { ...badRequest, validation_details: { mime_type: 'Not supported.' } } };
  });
}

/** Source: "By name or by its two letters", "for `entity.business_type`" as `getBusinessTypes` returns them. */
function namedKinds(subject: Subject): Implementation {
  return behaving(subject, ['register', 'addAddress', 'updateAddress', 'updateEntity'], (call, sound, err) => {
    const body = call.body as Record<string, unknown> & { entity?: object; address?: object };
    const { business_type, business_type_uuid, state, registration_state, country } = {
      ...body,
      ...body.entity,
      ...body.address,
    } as Record<string, string | undefined>;
    const isWrong =
      (business_type !== undefined && !/^[a-z_]+$/.test(business_type)) ||
      business_type === 'text' ||
      business_type_uuid?.startsWith('00000000') ||
      [state, registration_state].some((one) => one !== undefined && !/^([A-Z]{2}|[A-Z][a-z]+)$/.test(one)) ||
      (country !== undefined && !/^[A-Z]{2}$/.test(country));
    if (!isWrong || !call.headers.authorization) return sound(call);
    err();
    return { status: 400, body: { ...badRequest, validation_details: { entity: 'Unknown kind or state.' } } };
  });
}

/** Source: of `updateKycSubmission`, "In which other states" than `UPDATE_REQUIRED` "it is taken is not known". */
function correctedWhenWanted(subject: Subject): Implementation {
  return behaving(subject, ['updateKycSubmission'], async (call, sound, err) => {
    const { kycUpdateSubmission } = call.body as { kycUpdateSubmission: { submissionId: string } };
    const { submissions } = call.state as CustomersState;
    const submission = submissions[kycUpdateSubmission.submissionId.toLowerCase()];
    if (!submission || submission.status === 'UPDATE_REQUIRED' || !call.headers['api-key']) return sound(call);
    err();
    return { status: 422, body: { errorCode: 111404, errorMessage: 'KYC record cannot be retried' } };
  });
}

/** Source: "With what status, and in what body, it is refused is not published." */
const locked: Rewrite = (answer) => {
  const isLocked = answer.status === 400 && answer.body.includes('This data cannot be changed');
  return isLocked ? { ...withJson(answer, { success: false, error: { title: 'Locked' } }), status: 409 } : undefined;
};

/** Source: "Sila's policy counts a changed text and a new field as compatible changes." */
const more: Rewrite = (answer, allows) => {
  const json = jsonOf(answer);
  if (!isObject(json) || json.success !== true) return undefined;
  const changed = { ...json, added_in_a_later_version: { region: 'somewhere' } };
  return allows(changed) ? withJson(answer, changed) : undefined;
};

/** Lists without pages and without a documented order. */
const unordered =
  /^(addresses|identities|emails|phones|members|memberships|verifications|business_types|business_roles)$/;

const reversed: Rewrite = everyObject((value) =>
  Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      unordered.test(name) && Array.isArray(one) ? one.toReversed() : one,
    ]),
  ),
);

function rewriting(subject: Subject, rewrite: Rewrite): Implementation {
  const sandbox = play(subject);
  let erred = false;
  return {
    hasErred: () => erred,
    fetch: async (request) => {
      const operation = subject.operations.find((one) => isFor(one, subject.url, request));
      const answer = await toAnswer(await sandbox.fetch(await inLowerCase(request)));
      if (!operation) return toResponse(answer);
      const found = responseFor(operation.responses, answer.status)?.[1];
      const content = found && follow(subject.document, found.value, found.pointer)?.value.content;
      const type = isObject(content) && Object.hasOwn(content, 'application/json') ? 'application~1json' : undefined;
      const schema = found && type && `${found.pointer}/content/${type}/schema`;
      const allows = (value: Json) => schema !== undefined && subject.oracle.allows(schema, value);
      const changed = await rewrite(answer, allows);
      if (changed) erred = true;
      return toResponse(changed ?? answer);
    },
  };
}

/** An implementation with ids in upper case also accepts them so. */
async function inLowerCase(request: Request): Promise<Request> {
  const url = request.url.replaceAll(/[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, (one) => one.toLowerCase());
  if (url === request.url) return request;
  const { method, headers } = request;
  const body = request.body ? await request.arrayBuffer() : undefined;
  // The constructor of Request refuses a body for GET, which one operation of Sila has; without it the request names no
  // end user.
  const lowered = new Request(url, { method: body ? 'POST' : method, headers, ...(body && { body }) });
  return Object.defineProperty(lowered, 'method', { value: method });
}

/** An implementation whose running clock is ahead. */
function ahead(subject: Subject, seconds: number): Implementation {
  const sandbox = play(subject);
  const moved = sandbox.clock.advance({ seconds });
  return {
    hasErred: () => true,
    fetch: async (request) => {
      await moved;
      return sandbox.fetch(request);
    },
  };
}

interface Body {
  header: Record<string, string>;
  identity?: { identity_value: string };
  identity_value?: string;
}

/** Source: "Newer pages ask for unique SSNs and EINs": the number of another end user of the app is refused. */
function numbersOnce(subject: Subject, status: 400 | 409): Implementation {
  const digitsOf = (number: string) => number.replaceAll('-', '');
  return behaving(subject, ['register', 'addIdentity', 'updateIdentity'], (call, sound, err) => {
    const { header, identity, identity_value } = call.body as Body;
    const number = identity?.identity_value ?? identity_value;
    if (number === undefined) return sound(call);
    const others = Object.values((call.state as SilaState).entities).filter(
      ({ app, handle }) => app === header.app_handle && handle !== header.user_handle?.toLowerCase(),
    );
    const numbers = others.flatMap(({ identities }) => identities.map(({ value }) => digitsOf(value)));
    if (!numbers.includes(digitsOf(number))) return sound(call);
    err();
    const validation_details = { identity: { identity_value: 'This number is in use.' } };
    return { status, body: { ...badRequest, validation_details } };
  });
}
