/** The implementation that Sila's workflows are tried on. */
import type { Scripted } from './answers.js';
import type { Played } from './script.js';

const token: Scripted = ['authToken', 200, 'issuesToken'];
const registered: Scripted = ['register', 200, 'individual'];
const started: Scripted = ['kyc', 202, 'startsVerification'];
const passed: Scripted = ['getVerification', 200, 'passed'];
const documentsRequired: Scripted = ['getVerification', 200, 'documentsRequired'];
const pending: Scripted = ['getVerification', 200, 'passed', { verification_status: 'pending' }];
const failed: Scripted = ['getVerification', 200, 'passed', { verification_status: 'failed' }];

/** The verification of the business that `kyc` has started. */
const ofBusiness: Scripted = [
  'getVerifications',
  200,
  'verifications',
  {
    verifications: [
      {
        verification_uuid: '5e0c83a7-1d94-4f26-b3e8-90a7c2d5f618',
        flow: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
        verification_status: 'pending',
        requested_at: '2025-11-21T00:00:00Z',
      },
    ],
  },
];

const noToken: Scripted = ['authToken', 400, 'headerMissing'];
const handleTaken: Scripted = ['register', 400, 'handleTaken'];
const refused = (status: 400 | 403 | 404, example: string): Scripted => ['kyc', status, example];

const ownership = {
  business_handle: 'business_example',
  entity_name: 'Example LLC',
  role: 'beneficial_owner',
  details: null,
  ownership_stake: 100,
  certification_token: 'certification-token-of-ed-example',
};

export const sila: Played = {
  scripts: {
    signUp: {
      answers: [token, registered],
      mutants: { 0: noToken, 1: handleTaken },
    },
    kycToPassed: {
      answers: [token, registered, started, pending, passed],
      mutants: { 0: noToken, 1: handleTaken, 2: refused(403, 'flowNotApproved'), 3: failed, 4: documentsRequired },
    },
    kybToCertified: {
      answers: [
        token,
        registered,
        registered,
        ['register', 200, 'business'],
        ['linkBusinessMember', 200, 'linksAdministrator'],
        ['linkBusinessMember', 200, 'linkedAlready'],
        ['linkBusinessMember', 200, 'linksOwner'],
        ['kyc', 202, 'startsBusiness'],
        ofBusiness,
        passed,
        ['getEntity', 200, 'individual', { memberships: [ownership] }],
        ['certifyBeneficialOwner', 200, 'certifiesOwner'],
        ['certifyBusiness', 200, 'certifies'],
      ],
      mutants: {
        3: handleTaken,
        4: ['linkBusinessMember', 400, 'stakeMissing'],
        5: ['linkBusinessMember', 403, 'businessSignatureWrong'],
        6: ['linkBusinessMember', 400, 'stakeMissing'],
        7: refused(400, 'dataMissing'),
        9: failed,
        11: ['certifyBeneficialOwner', 400, 'handleBlank'],
        12: ['certifyBusiness', 403, 'handleNotRegistered'],
      },
    },
    documentsToPassed: {
      answers: [
        token,
        registered,
        started,
        documentsRequired,
        ['uploadDocuments', 200, 'oneDocument'],
        ['resumeVerification', 200, 'documentUploaded'],
        // Not seen as changed yet: the workflow reads on as long as the run has not failed.
        documentsRequired,
        passed,
      ],
      mutants: {
        1: handleTaken,
        2: refused(400, 'dataMissing'),
        3: passed,
        4: ['uploadDocuments', 400, 'mimeTypeWrong'],
        5: ['resumeVerification', 403, 'basicNotAccepted'],
        6: failed,
      },
    },
    kycDataMissing: {
      answers: [token, registered, refused(400, 'dataMissing')],
      mutants: { 0: noToken, 1: handleTaken, 2: refused(400, 'attemptsExceeded') },
    },
    kycAttemptsExceeded: {
      answers: [token, registered, started, failed, started, pending, failed, refused(400, 'attemptsExceeded')],
      mutants: {
        1: handleTaken,
        2: refused(403, 'duplicatePending'),
        3: passed,
        4: refused(400, 'attemptsExceeded'),
        6: passed,
        7: started,
      },
    },
    kycFlowNotApproved: {
      answers: [token, registered, refused(403, 'flowNotApproved')],
      mutants: { 0: noToken, 1: handleTaken, 2: refused(403, 'duplicatePending') },
    },
    kycDuplicatePending: {
      answers: [token, registered, started, pending, refused(403, 'duplicatePending')],
      mutants: { 1: handleTaken, 2: refused(403, 'duplicatePending'), 4: started },
    },
    kycRecentlyPassed: {
      answers: [token, registered, started, passed, refused(403, 'recentlyPassed')],
      mutants: { 0: noToken, 2: refused(400, 'attemptsExceeded'), 3: failed, 4: refused(403, 'flowNotApproved') },
    },
    kycFlowDoesNotExist: {
      answers: [token, registered, refused(404, 'flowDoesNotExist')],
      mutants: { 0: noToken, 1: handleTaken, 2: started },
    },
    createdTooOld: {
      answers: [token, ['register', 400, 'createdExpired'], registered],
      mutants: { 0: noToken, 1: registered, 2: ['register', 400, 'createdExpired'] },
    },
    createdInFuture: {
      answers: [token, ['register', 400, 'createdInFuture'], registered],
      mutants: { 0: noToken, 1: registered, 2: ['register', 400, 'createdInFuture'] },
    },
  },
  handedOn: [
    {
      from: 'authToken',
      pointer: '/access_token/token',
      to: ['register', 'kyc', 'getVerification', 'uploadDocuments', 'resumeVerification'],
      found: ({ headers }) => headers.authorization?.replace(/^Bearer /, ''),
    },
    {
      from: 'kyc',
      pointer: '/verification_ids/0/verification_id',
      to: ['getVerification'],
      found: ({ path }) => path.split('/').at(-1),
    },
    {
      from: 'kyc',
      pointer: '/verification_ids/0/verification_id',
      to: ['uploadDocuments'],
      found: ({ body }) => /"verification_uuid": "([^"]+)"/.exec(body.toString())?.[1],
    },
    {
      from: 'uploadDocuments',
      pointer: '/document_id',
      to: ['resumeVerification'],
      found: ({ body }) => JSON.parse(body.toString()).doc_ids[0],
    },
    {
      from: 'getEntity',
      pointer: '/memberships/0/certification_token',
      to: ['certifyBeneficialOwner'],
      found: ({ body }) => JSON.parse(body.toString()).certification_token,
    },
  ],
  secrets: ['example-client-secret', 'not-a-real-signature', '000-12-34'],
};
