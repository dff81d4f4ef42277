/** KYC of a person, by API and by the hosted form. */
import { ownMember } from '../../openapi/own.js';
import type { Reply } from '../core/handler.js';
import { readUpload, fileTypeOf } from './files.js';
import { refuse } from './refuse.js';
import { isHosted, missingOf, twoLetters } from './requirements.js';
import { move } from './review.js';
import {
  addSubmission,
  findCustomer,
  findSubmission,
  iso,
  latestOf,
  withCustomer,
  withSubmission,
  type Customer,
  type CustomersCall,
  type Status,
  type Submission,
} from './state.js';

type Fields = Record<string, unknown>;

export const createKycSubmission = withCustomer((call, customer) => {
  const { kycSubmission: fields } = call.body as { kycSubmission: Fields };
  const latest = latestOf(call, customer, 'KYC');
  if (latest?.status === 'COMPLETED') return refuse(400, 111411);
  // After a failure the person fills in the form again, as an integrator does in countries without a hosted form.
  if (latest && latest.status !== 'FAILED') return refuse(422, 111404);
  const refusal = refusalOf(call, customer, fields);
  if (refusal) return refusal;
  if (typeof fields['phoneNumber'] === 'string') call.state.phones[fields['phoneNumber']] = customer.id;
  const submission = addSubmission(call, customer, { kind: 'KYC', status: 'CREATED', fields });
  return { status: 200, body: { ...fields, submissionId: submission.id, createdAt: iso(submission.createdAt) } };
});

/** Calling codes of the countries whose phone numbers integrators send. */
const callingCodes: Readonly<Record<string, string>> = {
  AR: '+54',
  BO: '+591',
  BR: '+55',
  CL: '+56',
  CN: '+86',
  CO: '+57',
  DO: '+1',
  HK: '+852',
  MX: '+52',
  PE: '+51',
};

function refusalOf({ state }: CustomersCall, customer: Customer, fields: Fields): Reply | undefined {
  const { country, phoneNumber, cuit, dni } = fields as Record<string, string | undefined>;
  // "ARG" is refused, and no form by API is known for the United States.
  if (country !== undefined && (!/^[A-Z]{2}$/.test(country) || isHosted(country)))
    return refuse(400, 111302, ['country']);
  const code = ownMember(callingCodes, country ?? customer.country ?? '');
  if (phoneNumber !== undefined && code !== undefined && !phoneNumber.startsWith(code)) return refuse(400, 111410);
  if (phoneNumber !== undefined && ![undefined, customer.id].includes(state.phones[phoneNumber]))
    return refuse(400, 111408);
  if (cuit !== undefined && dni !== undefined && !cuit.includes(dni)) {
    const reply = refuse(400, 111302, ['cuit']);
    return {
      ...reply,
      body: { ...(reply.body as object), errorMessage: `CUIT contains ${cuit.slice(2, -1)}, DNI is ${dni}` },
    };
  }
  return undefined;
}

const isOpen = ({ status }: Submission) => (['CREATED', 'PENDING', 'UPDATE_REQUIRED'] as Status[]).includes(status);

/** The refusal of a change: 111411 for a completed submission, 111404 in any other state that allows no change. */
const closed = ({ status }: Submission): Reply => refuse(422, status === 'COMPLETED' ? 111411 : 111404);

export function updateKycSubmission(call: CustomersCall): Reply {
  const { customerId, kycUpdateSubmission } = call.body as {
    customerId: string;
    kycUpdateSubmission: Fields & { submissionId: string };
  };
  const { submissionId, ...fields } = kycUpdateSubmission;
  const customer = findCustomer(call, customerId);
  const submission = findSubmission(call, customerId, submissionId);
  if (!customer || submission?.kind !== 'KYC') return refuse(404, 111402);
  if (!isOpen(submission)) return closed(submission);
  const changed = { ...submission.fields, ...fields };
  const refusal = refusalOf(call, customer, changed);
  if (refusal) return refusal;
  const { phoneNumber: former } = submission.fields;
  Object.assign(submission, { fields: changed, updatedAt: call.now });
  if (typeof former === 'string' && !hasPhone(call, customer, former)) delete call.state.phones[former];
  if (typeof fields['phoneNumber'] === 'string') call.state.phones[fields['phoneNumber']] = customer.id;
  return { status: 200 };
}

const hasPhone = ({ state }: CustomersCall, customer: Customer, phoneNumber: string): boolean =>
  customer.phoneNumber === phoneNumber ||
  customer.submissions.some((id) => state.submissions[id]?.fields['phoneNumber'] === phoneNumber);

const fileTypes = ['National ID Front', 'National ID Back', 'Driver Licence Front', 'Driver Licence Back', 'Selfie'];

export const uploadKycFile = withSubmission('KYC', (call, submission) => {
  if (!fileTypes.includes(fileTypeOf(call))) return refuse(400, 111413);
  const upload = readUpload(call, 'fileBody');
  if (!upload) return refuse(400, 111414);
  if (!isOpen(submission)) return closed(submission);
  call.state.files[`${submission.id}/${upload.type}`] = upload.bytes;
  submission.files[upload.type] = upload.name;
  return { status: 200, body: { fileId: call.ids.uuid(), fileType: upload.type, status: 'UPLOADED' } };
});

export const submitKyc = withSubmission('KYC', (call, submission) => {
  if (!isOpen(submission)) return closed(submission);
  const missing = missingOf(submission, call.state.customers[submission.customer]?.country ?? null);
  if (missing.length > 0) return refuse(400, 111406, missing);
  move(call, submission, 'IN_REVIEW');
  return { status: 200, body: { message: 'success' } };
});

export const retryKyc = withSubmission('KYC', (call, submission) => {
  if (submission.status !== 'FAILED') return closed(submission);
  move(call, submission, 'CREATED');
  return { status: 200, body: { message: 'success' } };
});

/** Answers 404 without a body where there is no submission: the document has such a response for these operations. */
export function getStatus(call: CustomersCall): Reply {
  const submission = findSubmission(call, call.params['customerId']!, call.params['submissionId']!);
  if (submission?.kind !== (call.operationId === 'getKycStatus' ? 'KYC' : 'KYB')) return { status: 404 };
  const { status, updatedAt, metadata } = submission;
  return { status: 200, body: { status, updatedAt: iso(updatedAt), metadata } };
}

export function getLatest(call: CustomersCall): Reply {
  const customer = findCustomer(call, call.params['customerId']!);
  const latest = customer && latestOf(call, customer, call.operationId === 'getLatestKycSubmission' ? 'KYC' : 'KYB');
  if (!latest) return { status: 404 };
  const { id, createdAt, status, kind } = latest;
  return { status: 200, body: { submissionId: id, createdAt: iso(createdAt), ...(kind === 'KYC' && { status }) } };
}

/** Source: an internal note, which says that sessions are reused for 30 days. */
const sessionLifetime = 30 * 24 * 60 * 60 * 1000;

export const getKycLink = withCustomer((call, customer) => {
  const country = twoLetters(call.params['country']!);
  if (!/^[A-Z]{2}$/.test(country)) return refuse(400, 111302, ['country']);
  const latest = latestOf(call, customer, 'KYC');
  if (latest?.status === 'COMPLETED') return refuse(400, 111411);
  const submission =
    latest && latest.status !== 'FAILED'
      ? latest
      : addSubmission(call, customer, { kind: 'KYC', status: 'CREATED', fields: { country } });
  return linkTo(call, submission);
});

/** Returns the session of a submission, or opens a new one. */
export function linkTo({ ids, now }: CustomersCall, submission: Submission): Reply {
  if (!submission.session || now - submission.session.openedAt >= sessionLifetime) {
    submission.session = { id: ids.uuid(), openedAt: now };
  }
  const url = `https://verify.example.com/?verification_session_id=${submission.session.id}`;
  return { status: 200, body: { verification_url: url, submissionId: submission.id } };
}
