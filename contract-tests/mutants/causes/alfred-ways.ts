/** Defects of implementations of Alfred's two documents that several statements share. */
import { typeOfFile } from '../../../src/runtime/file-type.js';
import type { Around } from '../behaviour/handlers.js';
import { shown } from './kyb.js';
import { leaving } from './strangers.js';

export type Body = any;

export const refusal = { status: 400, body: { errorCode: 111302, errorMessage: 'Invalid parameter(s)' } };

export const submissionOf = ({ state, params, body }: Body): Body => {
  const id = params.submissionId ?? body?.submissionId ?? body?.kycUpdateSubmission?.submissionId ?? body?.referenceId;
  return state.submissions[String(id).toLowerCase()];
};

export const latestOf = ({ state, params }: Body): Body =>
  state.submissions[state.customers[params.customerId?.toLowerCase()]?.submissions.at(-1)];

/** A refused request is accepted, as if the submission were different during the call. */
export const asIf =
  (find: (call: Body) => Body, change: (submission: Body) => void): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const submission = reply.status >= 400 ? find(call) : undefined;
    if (!submission) return reply;
    const { status, fields, files, kind } = submission;
    Object.assign(submission, { fields: { ...fields }, files: { ...files } });
    change(submission);
    const again = await sound(call);
    if (again.status < 300) err();
    else submission.status = status;
    Object.assign(submission, { fields, files, kind });
    return again.status < 300 ? again : reply;
  };

export const lacking = (...names: readonly string[]): Around =>
  asIf(submissionOf, ({ fields }) => {
    for (const name of names) if (fields[name] === undefined) fields[name] = 'x';
  });

export const withFiles = (...types: readonly string[]): Around =>
  asIf(submissionOf, ({ files }) => {
    for (const type of types) files[type] ??= 'x.png';
  });

export const ofAnyKind = (kind: 'KYC' | 'KYB'): Around => asIf(submissionOf, (submission) => (submission.kind = kind));
export const ofStatus = (from: readonly string[], to: string, find = submissionOf): Around =>
  asIf(find, (submission) => {
    if (from.includes(submission.status)) submission.status = to;
  });

/** A valid request is refused. */
export const closed =
  (when: (call: Body) => boolean): Around =>
  async (call, sound, err) => {
    if (!when(call)) return sound(call);
    err();
    return refusal;
  };
export const whileWanted = closed((call) => submissionOf(call)?.status === 'UPDATE_REQUIRED');

/** A member that would be refused is stored. */
export const unchecked =
  (isMeant: (reply: Body) => boolean, ...names: readonly string[]): Around =>
  async (call: Body, sound, err) => {
    const reply = await sound(call);
    if (reply.status < 400 || !isMeant(reply.body)) return reply;
    const body = structuredClone(call.body);
    const sent = body.kycSubmission ?? body.kycUpdateSubmission;
    const kept = Object.fromEntries(names.flatMap((name) => (name in sent ? [[name, sent[name]]] : [])));
    for (const name of names) delete sent[name];
    const again = await sound({ ...call, body });
    if (again.status >= 300) return reply;
    err();
    const found = submissionOf(call) ?? latestOf(call);
    found.fields = { ...found.fields, ...kept };
    return again.body ? { ...again, body: { ...(again.body as Body), ...kept } } : again;
  };
export const isAbout = (field: string) => (body: Body) => body?.errorMetadata?.fields?.includes(field);
export const hasCode = (code: number) => (body: Body) => body?.errorCode === code;

/** The response has the code of another cause. */
export const coded =
  (from: number, to: number): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const body = reply.body as Body;
    if (body?.errorCode !== from) return reply;
    err();
    return { ...reply, body: { ...body, errorCode: to } };
  };
/** An unknown customer is answered with a 500. */
export const failingForNobody: Around = async (call: Body, sound, err) => {
  const id = String(call.params.customerId ?? '').toLowerCase();
  if (call.state.customers[id]) return sound(call);
  err();
  return { status: 500, body: { errorCode: 111301, errorMessage: 'UNKNOWN_ERROR' } };
};
export const besideMexico =
  (around: Around): Around =>
  (call: Body, sound, err) => {
    const country = call.body.kycSubmission?.country ?? submissionOf(call)?.fields.country;
    return country === 'MX' ? sound(call) : around(call, sound, err);
  };

const numberOf = ({ body }: Body): string | undefined => (body.kycSubmission ?? body.kycUpdateSubmission)?.phoneNumber;
export const ownNumber = closed((call) => {
  const { customerId = call.body.customerId } = call.params;
  return call.state.phones[numberOf(call) ?? ''] === String(customerId).toLowerCase();
});

export const moved =
  (change: (submission: Body, call: Body, before: Body) => void): Around =>
  async (call: Body, sound, err) => {
    const before = structuredClone(submissionOf(call));
    const reply = await sound(call);
    const submission = submissionOf(call);
    if (!submission) return reply;
    const text = JSON.stringify(submission);
    change(submission, call, before);
    if (JSON.stringify(submission) !== text) err();
    return reply;
  };

/** An event other than the right one is sent; undefined sends none. */
export const sending =
  (change: (event: Body) => Body): Around =>
  (call: Body, sound, err) => {
    const enqueue = (event: Body) => {
      const before = JSON.parse(event.body);
      const after = change(structuredClone(before));
      if (JSON.stringify(after) !== JSON.stringify(before)) err();
      if (after) call.webhooks.enqueue({ ...event, body: JSON.stringify(after) });
    };
    return sound({ ...call, webhooks: { ...call.webhooks, enqueue } });
  };

const form = (part: string, isMeant: (type: string | undefined, bytes: Uint8Array) => boolean): Around =>
  closed(({ body }) => {
    const bytes = body?.get?.(part)?.bytes;
    return bytes !== undefined && isMeant(typeOfFile(bytes), bytes);
  });
export const noPdf = (part: string) => form(part, (type) => type === 'application/pdf');
export const noExif = (part: string) => form(part, (type, bytes) => type === 'image/jpeg' && bytes[3] === 0xe1);

export const tokenOf = ({ headers }: Body): Body => {
  const [, claims = ''] = String(headers.authorization).split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}');
};

export const sameLink: Around = async (call, sound, err) => {
  const reply = await sound(call);
  if (reply.status !== 200) return reply;
  err();
  return { ...reply, body: { ...(reply.body as Body), verification_url: 'https://verify.example.com/form' } };
};
/** After a refusal the link leads to the earlier form. */
export const oldLink: Around = async (call: Body, sound, err) => {
  const kind = call.operationId === 'getKybLink' ? 'KYB' : 'KYC';
  const ids: string[] = call.state.customers[call.params.customerId?.toLowerCase()]?.submissions ?? [];
  const before = ids.map((id) => call.state.submissions[id]).findLast((one) => one.kind === kind);
  const reply = await sound(call);
  if (before?.status !== 'FAILED' || !before.session || reply.status !== 200) return reply;
  err();
  const verification_url = `https://verify.example.com/?verification_session_id=${before.session.id}`;
  return { ...reply, body: { ...(reply.body as Body), verification_url } };
};
export const keptNowhere = leaving((state, _, { submissionId }) => {
  const submission = state.submissions[submissionId];
  if (submission.createdAt !== submission.updatedAt || Object.keys(submission.fields).length > 1) return;
  state.customers[submission.customer].submissions.pop();
});

export const statusOf = (name: string, from: RegExp, to: string): Around =>
  shown((body) => {
    if (from.test(body[name])) body[name] = to;
  });

export const sentOf = ({ body }: Body): Body => body?.kycSubmission ?? body?.kycUpdateSubmission ?? {};
export const ofCountry = (country: string) => (call: Body) => submissionOf(call)?.fields.country === country;
/** The defect applies only to these requests. */
export const only =
  (when: (call: Body) => boolean, around: Around): Around =>
  (call, sound, err) =>
    when(call) ? around(call, sound, err) : sound(call);

/** A submission without these fields is accepted, in this country only. */
export const lackingIn = (country: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`without-${name}-in-${country}`, only(ofCountry(country), lacking(name))]));
/** The list of requirements lacks these names, for these countries only. */
export const unlisted = (countries: RegExp, ...names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [
      `no-${name}-for-${countries.source}`.replaceAll(/[^\w-]/g, '').replaceAll(' ', '-'),
      shown((body) => {
        if (!countries.test(body.country)) return;
        body.requirements.personal = body.requirements.personal.filter((one: Body) => one.name !== name);
      }),
    ]),
  );
export const closedIn = (countries: RegExp): Around =>
  closed(({ query, params }) => countries.test(query.country ?? params.country));

/** A new customer of type `maker` may have the e-mail address of one of type `owner`. */
export const addressOf =
  (owner: string, maker: string): Around =>
  (call: Body, sound, err) => {
    const { state, body } = call;
    const email = body.email.toLowerCase();
    if (body.type !== maker || state.customers[state.emails[email]]?.type !== owner) return sound(call);
    err();
    delete state.emails[email];
    return sound(call);
  };
export const numberOfKind =
  (owner: string, maker: string): Around =>
  (call: Body, sound, err) => {
    const { state, body } = call;
    if (body.type !== maker || state.customers[state.phones[body.phoneNumber]]?.type !== owner) return sound(call);
    err();
    delete state.phones[body.phoneNumber];
    return sound(call);
  };

/** A file with an invalid name is accepted. */
export const named =
  (when: (call: Body) => boolean): Around =>
  async (call: Body, sound, err) => {
    const reply = await sound(call);
    if (reply.status !== 502 || !when(call)) return reply;
    err();
    const file = { ...call.body.get('rawBody'), filename: 'front.png' };
    return sound({ ...call, body: new Map(call.body).set('rawBody', file) });
  };
