import type { Call } from '../definition.js';
import type { Violation } from '../validator.js';
import { ClientError } from './client-error.js';

export type ViolatedRule = Pick<Violation, 'instancePath' | 'schemaPath' | 'keyword' | 'message'>;

/** A body that breaks its schema. Thrown only by a client that was created with `validate`. */
export class ContractViolation extends ClientError {
  override name = 'ContractViolation' as const;
  readonly code = 'CONTRACT_VIOLATION';
  /** Of the answer; undefined for a request, which has not been sent then. */
  override readonly status: number | undefined;
  override readonly sent: 'no' | 'yes';
  /** Every rule that is broken. None quotes a value. */
  readonly violations: readonly ViolatedRule[];

  constructor(call: Call, status: number | undefined, violations: readonly ViolatedRule[]) {
    const rules = violations.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    super(call, `the body of the ${status ?? 'request'} breaks its schema: ${[...new Set(rules)].join('; ')}`);
    this.status = status;
    this.sent = status === undefined ? 'no' : 'yes';
    this.violations = violations;
  }
}
