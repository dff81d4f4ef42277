/** Source: docs/check_handle; 200 for a taken handle too: tests of the SDKs for JavaScript and PHP. */
import { forApp } from '../operation.js';
import { ok, references, responseTime, success } from '../reply.js';
import { bareHandle, entityKey } from '../state.js';

export const checkHandle = forApp(
  (call, { app, header }) => {
    const handle = bareHandle(header.user ?? '');
    if (!call.state.entities[entityKey(app.handle, handle)]) {
      return ok(success(call, header, { message: `${handle} is available.` }));
    }
    const refused = { success: false, status: 'FAILURE', message: `${handle} is taken.` };
    return ok({ ...refused, ...references(call, header), ...responseTime });
  },
  { signatureStatus: 401 },
);
