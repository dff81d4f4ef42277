/** The implementation that Alfred's workflows are tried on. */
import type { Scripted } from './answers.js';
import type { Played } from './script.js';

const session: Scripted = ['myInfo', 202, 'deposit'];
const signedIn: Scripted = ['loginSofKyc', 202, 'newUser'];

const noSession: Scripted = ['myInfo', 422, 'balanceMissing'];
const notSignedIn: Scripted = ['loginSofKyc', 422, 'firstnameMissing'];

export const alfred: Played = {
  scripts: {
    signIn: {
      answers: [session, signedIn],
      mutants: { 0: noSession, 1: notSignedIn },
    },
    kycFromLoginToDocuments: {
      answers: [
        session,
        signedIn,
        ['uploadDocument', 202, 'idCardFront'],
        ['uploadDocument', 202, 'idCardBack'],
        ['uploadDocument', 202, 'selfie'],
        session,
        signedIn,
      ],
      // An upload cannot be refused here: no page shows such an answer, so the document has no example of one.
      mutants: { 0: noSession, 1: notSignedIn, 5: noSession, 6: notSignedIn },
    },
  },
  handedOn: [
    {
      from: 'myInfo',
      pointer: '/data/uid',
      to: ['loginSofKyc'],
      found: ({ body }) => JSON.parse(body.toString()).initial_transaction,
    },
    {
      from: 'loginSofKyc',
      pointer: '/data/token',
      to: ['uploadDocument'],
      found: ({ headers }) => headers.authorization,
    },
  ],
  secrets: ['example-api-key', 'example-api-secret', 'not-a-real-signature'],
};
