'use strict';
/**
 * `kyc-contracts/dredd-hooks`: the hook file for your own Dredd (docs/guides/dredd.md). It must be CommonJS, and each hook
 * must have exactly two parameters, or else Dredd does not wait for it. It never throws: Dredd would go on without it.
 */
const hooks = require('hooks');

const session = import('./dredd.js').then(({ openSession }) => openSession(hooks.configuration));

function fail(transactions, error) {
  const [first] = transactions;
  if (!first) return process.exit(1);
  transactions.splice(1);
  first.fail = `kyc-contracts/dredd-hooks cannot run (${error.code ?? error.name}): is the package whole?`;
}

hooks.beforeAll((transactions, done) => {
  session.then(
    (one) => one.beforeAll(transactions, done),
    (error) => done(fail(transactions, error)),
  );
});
for (const hook of ['beforeEach', 'beforeEachValidation', 'afterEach']) {
  hooks[hook]((transaction, done) => {
    session.then(
      (one) => one[hook](transaction, done),
      () => done(),
    );
  });
}
