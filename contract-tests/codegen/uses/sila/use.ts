/** What a program may rely on when it starts a verification: this compiles if the types say enough, and no more. */
import type { Holds, Known, Same } from '../same.js';
import { start, type Accepted, type Failure, type Verification } from './names.js';

const header = { created: 1763683200, app_handle: 'example_app', user_handle: 'ada_example' };
const flow = '2cdb7af5-2c32-4b05-8f8f-ed0bbd1a6f5c';

export const correct = () => start({ header: { ...header, version: '0.2' }, flow });

// @ts-expect-error A version is a text.
export const wrongVersion = () => start({ header: { ...header, version: 0.2 }, flow });

// @ts-expect-error The flow is required.
export const noFlow = () => start({ header });

// @ts-expect-error A time is a number.
export const wrongTime = () => start({ header: { ...header, created: '2025-11-21' }, flow });

/** A plain string is any code that Sila may add. */
type Listed<Code> = string extends Code ? never : Code;

/** What `error_code` can be. Where it is absent, or nothing is known of it, there is no code. */
type CodeOf<F> = F extends { error_code?: infer Code }
  ? unknown extends Code
    ? never
    : Listed<NonNullable<Code>>
  : never;

type DocumentedCode =
  | 'KYC_ATTEMPTS_EXCEEDED'
  | 'KYC_FLOW_DNE'
  | 'KYC_FLOW_NOT_APPROVED'
  | 'KYC_REQUEST_DUPLICATE_PENDING'
  | 'RECENTLY_PASSED_ID_VERIFICATION';

export type Checks = [
  Holds<Same<Accepted['success'], true>>,
  Holds<Same<Accepted['flow_requested'], string>>,
  Holds<Same<Accepted['verification_ids'][number]['verification_id'], string>>,
  Holds<Same<CodeOf<Failure>, DocumentedCode>>,
  Holds<Same<Failure['message'], string>>,
  Holds<Same<Verification['parent_verification'], string | null>>,
  Holds<Same<NonNullable<Verification['reasons']>[string], string[]>>,
  Holds<Known<Verification['verification_status']>>,
];
