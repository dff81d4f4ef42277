'use strict';
/**
 * The hook file of the Dredd that `dredd.ts` runs. It must be CommonJS, and each hook must have exactly two parameters:
 * with none Dredd waits for ever, with one it does not wait for a promise.
 */
const hooks = require('hooks');

const session = globalThis[Symbol.for('kyc-contracts.dredd')].get(hooks.configuration.custom.session);

hooks.beforeAll((transactions, done) => session.beforeAll(transactions, done));
hooks.beforeEach((transaction, done) => session.beforeEach(transaction, done));
hooks.beforeEachValidation((transaction, done) => session.beforeEachValidation(transaction, done));
hooks.afterEach((transaction, done) => session.afterEach(transaction, done));
