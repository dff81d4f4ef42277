/** The implementation that the workflows of Alfred's customers API are tried on. */
import type { Scripted } from './answers.js';
import type { Played } from './script.js';

const submitted: Scripted[] = [
  ['createCustomer', 200, 'individual'],
  ['createKycSubmission', 200, 'mexico'],
  ['uploadKycFile', 200, 'nationalIdFront'],
  ['uploadKycFile', 200, 'nationalIdBack'],
  ['submitKyc', 200, 'submitted'],
];
const notSubmitted: Record<number, Scripted> = {
  0: ['createCustomer', 409, 'emailRegistered'],
  1: ['createKycSubmission', 422, 'submittedAlready'],
  2: ['uploadKycFile', 400, 'typeUnknown'],
  3: ['uploadKycFile', 400, 'fileRefused'],
  4: ['submitKyc', 400, 'incomplete'],
};
const told: Scripted = ['sendStatusEvent', 200, 'kycCompleted'];
const notTold: Scripted = ['sendStatusEvent', 403, 'addressNotAllowed'];

export const alfredCustomers: Played = {
  scripts: {
    submitPerson: { answers: submitted, mutants: notSubmitted },
    kycToCompleted: {
      answers: [...submitted, ['getKycStatus', 200, 'inReview'], ['getKycStatus', 200, 'completed']],
      mutants: {
        ...notSubmitted,
        5: ['getKycStatus', 200, 'updateRequired'],
        6: ['getKycStatus', 200, 'failed'],
      },
    },
    kycRetried: {
      answers: [
        ...submitted,
        told,
        ['getKycStatus', 200, 'failed'],
        ['retryKyc', 200, 'retried'],
        ['getKycStatus', 200, 'created'],
      ],
      mutants: {
        ...notSubmitted,
        5: notTold,
        6: ['getKycStatus', 200, 'completed'],
        7: ['retryKyc', 422, 'notFailed'],
        8: ['getKycStatus', 200, 'failed'],
      },
    },
  },
  handedOn: [
    {
      from: 'createCustomer',
      pointer: '/customerId',
      to: ['createKycSubmission', 'uploadKycFile', 'submitKyc', 'getKycStatus', 'retryKyc'],
      found: ({ path }) => path.split('/')[path.split('/').indexOf('customers') + 1],
    },
    {
      from: 'createKycSubmission',
      pointer: '/submissionId',
      to: ['uploadKycFile', 'submitKyc', 'getKycStatus', 'retryKyc'],
      found: ({ path }) => path.split('/')[path.split('/').indexOf('kyc') + 1],
    },
    {
      from: 'createKycSubmission',
      pointer: '/submissionId',
      to: ['sendStatusEvent'],
      found: ({ body }) => JSON.parse(body.toString()).referenceId,
    },
  ],
  secrets: ['example-api-key', 'example-api-secret'],
};
