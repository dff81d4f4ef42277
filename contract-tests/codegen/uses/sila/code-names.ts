/** As names.ts, for codes.ts. */
import type { components } from '../../../../generated/sila/types.js';

export type KycErrorCode = components['schemas']['KycErrorCode'];
