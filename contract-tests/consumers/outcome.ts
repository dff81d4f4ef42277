/** What programs/use.js gives wherever it runs. */
const statuses = [202, 202, 200, 200, 200, 200];

export const outcome = {
  http: statuses,
  inProcess: statuses,
  validators: [true, false, false],
  webhook: ['kyc_status', 'WebhookRefused'],
  document: '3.1.1',
};
