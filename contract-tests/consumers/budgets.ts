/**
 * How large a consumer's bundle may be: gzip, minified, everything that the program needs. Bytes; 1 kB is 1000. Of a client
 * openapi-fetch is 2.6 kB; following redirects, checking options and headers, and naming middlewares is 1 kB together.
 */

export interface Budget {
  name: string;
  program: string;
  /** Left out where nothing is promised and the size is only printed. */
  gzip?: number;
}

export const budgets: readonly Budget[] = [
  { name: 'Alfred', program: "export { createAlfredClient } from 'kyc-contracts/alfred';", gzip: 7980 },
  { name: 'Sila, auth token only', program: "export { createSilaClient } from 'kyc-contracts/sila';", gzip: 9410 },
  {
    name: 'Sila with ECDSA',
    program: `export { createSilaClient } from 'kyc-contracts/sila';
      export { ecdsaSigner } from 'kyc-contracts/sila/ecdsa';`,
    gzip: 15_570,
  },
  { name: 'webhooks', program: "export { silaWebhookReceiver } from 'kyc-contracts/webhooks';" },
  { name: "Alfred's validators", program: "export * from 'kyc-contracts/alfred/validators';" },
  { name: "Sila's validators", program: "export * from 'kyc-contracts/sila/validators';" },
  {
    name: 'one validator of Sila',
    program: "export { kycRequest } from 'kyc-contracts/sila/validators';",
    gzip: 3800,
  },
];
