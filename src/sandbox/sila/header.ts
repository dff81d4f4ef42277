/** The `header` object in each JSON body. Source: docs/kyc; `auth_handle` is the older name of `app_handle`. */
import type { SilaCall } from './handler-types.js';
import type { Part } from '../core/handler.js';

export interface Header {
  created: number;
  app: string;
  /** As sent. */
  user?: string;
  /** As sent. */
  business?: string;
  reference?: string;
}

/** The header of a valid body; undefined without one. */
export function headerOf(call: SilaCall): Header | undefined {
  const body = jsonOf(call);
  if (!isRecord(body) || !isRecord(body.header)) return undefined;
  const { created, app_handle, auth_handle, user_handle, business_handle, reference } = body.header;
  const app = app_handle ?? auth_handle;
  if (typeof created !== 'number' || typeof app !== 'string') return undefined;
  return {
    created,
    app,
    ...(typeof user_handle === 'string' ? { user: user_handle } : {}),
    ...(typeof business_handle === 'string' ? { business: business_handle } : {}),
    ...(typeof reference === 'string' ? { reference } : {}),
  };
}

/** The JSON of a call: its body, or the part `data` of a form. */
export const jsonOf = (call: SilaCall): unknown => dataOf(call)?.json ?? call.body;

/** The signed bytes: the body, or the exact text of the part `data`. Source: docs/ecdsa-overview. */
export const signedBytes = (call: SilaCall): Uint8Array => dataOf(call)?.bytes ?? call.rawBody;

const dataOf = (call: SilaCall): Part | undefined =>
  call.body instanceof Map ? (call.body.get('data') as Part | undefined) : undefined;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
