/**
 * The entry `kyc-contracts/alfred-customers`: the generated client of Alfred's customers API.
 * @module
 */
export * from '../../../generated/alfred-customers/client.js';
