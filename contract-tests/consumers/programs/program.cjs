/** As program.js, by `require`. */
const { createAlfredClient } = require('kyc-contracts/alfred');
const { loginSofKycRequest } = require('kyc-contracts/alfred/validators');
const { createSandbox } = require('kyc-contracts/sandbox');
const { createSandboxClient } = require('kyc-contracts/sandbox/client');
const { createSilaClient } = require('kyc-contracts/sila');
const { kycRequest } = require('kyc-contracts/sila/validators');
const document = require('kyc-contracts/sila/openapi.json');
const { use } = require('./use.js');

const entries = { createAlfredClient, createSandbox, createSandboxClient, createSilaClient };
use({ ...entries, loginSofKycRequest, kycRequest, document }, process.argv[2]).then((outcome) =>
  console.log(JSON.stringify(outcome)),
);
