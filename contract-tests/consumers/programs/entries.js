/** Every entry of the package, by `import`. */
import { createAlfredClient } from 'kyc-contracts/alfred';
import * as alfredOperations from 'kyc-contracts/alfred/operations';
import { createAlfredCustomersClient } from 'kyc-contracts/alfred-customers';
import * as alfredCustomersOperations from 'kyc-contracts/alfred-customers/operations';
import * as alfredCustomersValidators from 'kyc-contracts/alfred-customers/validators';
import { loginSofKycRequest } from 'kyc-contracts/alfred/validators';
import { defineConfig } from 'kyc-contracts/config';
import { createSandbox } from 'kyc-contracts/sandbox';
import { createSandboxClient } from 'kyc-contracts/sandbox/client';
import * as sandboxOperations from 'kyc-contracts/sandbox/operations';
import { createSilaClient, documentForm } from 'kyc-contracts/sila';
import { ecdsaSigner } from 'kyc-contracts/sila/ecdsa';
import * as silaOperations from 'kyc-contracts/sila/operations';
import { kycRequest } from 'kyc-contracts/sila/validators';
import { verifySilaWebhook } from 'kyc-contracts/webhooks';
import document from 'kyc-contracts/sila/openapi.json' with { type: 'json' };

export const entries = {
  alfredCustomersOperations,
  alfredCustomersValidators,
  alfredOperations,
  sandboxOperations,
  silaOperations,
  createAlfredClient,
  createAlfredCustomersClient,
  createSandbox,
  createSandboxClient,
  createSilaClient,
  defineConfig,
  documentForm,
  document,
  ecdsaSigner,
  kycRequest,
  loginSofKycRequest,
  verifySilaWebhook,
};
