/** How large a consumer's bundle may be: gzip, minified, everything that the program needs. Bytes; 1 kB is 1000. */

export interface Budget {
  name: string;
  program: string;
  /** Left out where nothing is promised and the size is only printed. */
  gzip?: number;
}

export const budgets: readonly Budget[] = [
  { name: 'Alfred', program: "export { createAlfredClient } from 'kyc-contracts/alfred';", gzip: 4500 },
  { name: 'Sila, auth token only', program: "export { createSilaClient } from 'kyc-contracts/sila';", gzip: 5000 },
  {
    name: 'Sila with ECDSA',
    // What signing needs, until the package does it itself.
    program: `export { createSilaClient } from 'kyc-contracts/sila';
      export { secp256k1 } from '@noble/curves/secp256k1';
      export { keccak_256 } from '@noble/hashes/sha3';`,
    // 16 kB is what we want. @noble/curves has all curves' code in one: 14.2 kB for this one. @noble/secp256k1, of the
    // same author, has 6 kB with Keccak.
    gzip: 20_500,
  },
  { name: "Alfred's validators", program: "export * from 'kyc-contracts/alfred/validators';" },
  { name: "Sila's validators", program: "export * from 'kyc-contracts/sila/validators';" },
  { name: 'one validator of Sila', program: "export { kycRequest } from 'kyc-contracts/sila/validators';" },
];
