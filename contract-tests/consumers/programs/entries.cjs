/** Every entry of the package, by `require`. */
module.exports.entries = {
  ...require('kyc-contracts/alfred'),
  ...require('kyc-contracts/alfred/validators'),
  ...require('kyc-contracts/alfred-customers'),
  ...require('kyc-contracts/config'),
  ...require('kyc-contracts/sandbox'),
  ...require('kyc-contracts/sandbox/client'),
  ...require('kyc-contracts/sila'),
  ...require('kyc-contracts/sila/ecdsa'),
  ...require('kyc-contracts/sila/validators'),
  ...require('kyc-contracts/webhooks'),
  alfredCustomersOperations: require('kyc-contracts/alfred-customers/operations'),
  alfredCustomersValidators: require('kyc-contracts/alfred-customers/validators'),
  alfredOperations: require('kyc-contracts/alfred/operations'),
  sandboxOperations: require('kyc-contracts/sandbox/operations'),
  silaOperations: require('kyc-contracts/sila/operations'),
  document: require('kyc-contracts/sila/openapi.json'),
};
