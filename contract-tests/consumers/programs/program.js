/** Uses every entry of the package, over real HTTP: `program.js <base URL of the sandbox>`. Prints what came of it. */
import { createAlfredClient } from 'kyc-contracts/alfred';
import { loginSofKycRequest } from 'kyc-contracts/alfred/validators';
import { createSandbox } from 'kyc-contracts/sandbox';
import { createSandboxClient } from 'kyc-contracts/sandbox/client';
import { createSilaClient } from 'kyc-contracts/sila';
import { kycRequest } from 'kyc-contracts/sila/validators';
import document from 'kyc-contracts/sila/openapi.json' with { type: 'json' };
import { use } from './use.js';

const entries = { createAlfredClient, createSandbox, createSandboxClient, createSilaClient };
console.log(JSON.stringify(await use({ ...entries, loginSofKycRequest, kycRequest, document }, process.argv[2])));
