/** KYB of a company, by API and by the hosted form. The only source is one integrator's live tests. */
import type { Reply } from '../core/handler.js';
import { fileTypeOf, readUpload } from './files.js';
import { linkTo } from './kyc.js';
import { refuse } from './refuse.js';
import { isOfQuestionnaire, missingOfCompany } from './requirements.js';
import { move } from './review.js';
import {
  addSubmission,
  findSubmission,
  latestOf,
  withCustomer,
  withSubmission,
  type CustomersCall,
  type Submission,
} from './state.js';

type Sent = Record<string, unknown> & { relatedPersons: Record<string, unknown>[] };

/** The body of the response is not published. */
export const getKybRequirements = ({ query }: CustomersCall): Reply =>
  /^[A-Z]{2,3}$/.test(query['country']!) ? { status: 200 } : refuse(400, 111302, ['country']);

export const createKybSubmission = withCustomer((call, customer) => {
  const { relatedPersons, ...fields } = (call.body as { kybSubmission: Sent }).kybSubmission;
  const latest = latestOf(call, customer, 'KYB');
  if (latest?.status === 'COMPLETED') return refuse(422, 111412);
  if (latest && latest.status !== 'FAILED') return refuse(400, 111405);
  const persons = relatedPersons.map((person) => ({ id: call.ids.uuid(), fields: person, files: {} }));
  const submission = addSubmission(call, customer, { kind: 'KYB', status: 'PENDING', fields, persons });
  return { status: 200, body: { submissionId: submission.id } };
});

const isOpen = ({ status }: Submission) => ['PENDING', 'CREATED', 'UPDATE_REQUIRED'].includes(status);
const closed = ({ status }: Submission): Reply => refuse(400, status === 'COMPLETED' ? 111412 : 111405);

/** Related persons keep their ids and files: by `idRelatedPerson` where it is sent, otherwise by their position. */
export function updateKybSubmission(call: CustomersCall): Reply {
  const { customerId, submissionId, kybUpdateSubmission } = call.body as {
    customerId: string;
    submissionId: string;
    kybUpdateSubmission: Sent;
  };
  const submission = findSubmission(call, customerId, submissionId);
  if (submission?.kind !== 'KYB') return refuse(404, 111403);
  if (!isOpen(submission)) return closed(submission);
  const { relatedPersons, ...fields } = kybUpdateSubmission;
  const sent = relatedPersons.map(({ idRelatedPerson }) => idRelatedPerson);
  const persons = relatedPersons.map((person, index) => {
    const known = submission.persons.find(({ id }, position) =>
      sent.includes(id) ? sent.indexOf(id) === index : sent[index] === undefined && position === index,
    );
    return { id: known?.id ?? call.ids.uuid(), files: known?.files ?? {}, fields: person };
  });
  Object.assign(submission, { fields, persons, updatedAt: call.now });
  return { status: 200 };
}

export const getKybDetails = withCustomer((call, customer) => ({
  status: 200,
  body: customer.submissions
    .flatMap((id) => call.state.submissions[id] ?? [])
    .filter(({ kind }) => kind === 'KYB')
    .map(details),
}));

function details({ id, customer, fields, persons, files, session }: Submission): object {
  const asked = Object.entries(fields).filter(([name]) => isOfQuestionnaire(name));
  const kept = Object.entries(fields).filter(([name]) => !isOfQuestionnaire(name));
  const filesOf = (names: readonly string[], of: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      names.flatMap((name) => [
        [name, of[name] ?? null],
        [`${name}Uri`, uriOf(of[name])],
      ]),
    );
  return {
    ...Object.fromEntries(kept),
    customerId: customer,
    submissionId: id,
    relatedPersons: persons.map((person) => ({
      ...person.fields,
      idRelatedPerson: person.id,
      ...filesOf(['docFront', 'docBack'], person.files),
    })),
    verificationSessionId: session?.id ?? null,
    questionnaire: Object.fromEntries(asked),
    ...filesOf(['articlesIncorporation', 'proofAddress', 'taxIdDocument'], files),
  };
}

const uriOf = (name: string | undefined) => (name === undefined ? null : `https://files.example.com/${name}`);

const fileTypes = [
  'taxIdDocument',
  'articlesIncorporation',
  'proofAddress',
  'shareholderRegistry',
  'businessLicense',
  'uploadAmlPolicy',
];

export const uploadKybFile = withSubmission('KYB', (call, submission) => {
  if (!fileTypes.includes(fileTypeOf(call))) return { status: 422 };
  const upload = readUpload(call, 'rawBody');
  if (!upload) return { status: 422 };
  if (!isOpen(submission)) return closed(submission);
  call.state.files[`${submission.id}/${upload.type}`] = upload.bytes;
  submission.files[upload.type] = upload.name;
  return { status: 200 };
});

export const uploadRelatedPersonFile = withCustomer((call, customer) => {
  const id = call.params['idRelatedPerson'];
  // The documents of an older submission are refused.
  const submission = latestOf(call, customer, 'KYB');
  const person = submission?.persons.find((one) => one.id === id);
  if (!submission || !person) return refuse(404, 111403);
  const type = fileTypeOf(call);
  if (type !== 'docFront' && type !== 'docBack') return refuse(400, 111413);
  const upload = readUpload(call, 'rawBody');
  if (!upload) return refuse(400, 111414);
  if (/[^\x20-\x7e]/.test(upload.filename)) return refuse(502, 111301);
  if (!isOpen(submission)) return closed(submission);
  call.state.files[`${person.id}/${type}`] = upload.bytes;
  person.files[type] = upload.name;
  return { status: 200 };
});

export const submitKyb = withSubmission('KYB', (call, submission) => {
  if (!isOpen(submission)) return closed(submission);
  const missing = missingOfCompany(submission);
  if (missing.length > 0) return refuse(400, 110002, missing);
  move(call, submission, 'IN_REVIEW');
  return { status: 200 };
});

export const getKybLink = withCustomer((call, customer) => {
  const latest = latestOf(call, customer, 'KYB');
  if (latest?.status === 'COMPLETED') return refuse(422, 111412);
  const submission =
    latest && latest.status !== 'FAILED'
      ? latest
      : addSubmission(call, customer, { kind: 'KYB', status: 'PENDING', fields: {} });
  return linkTo(call, submission);
});
