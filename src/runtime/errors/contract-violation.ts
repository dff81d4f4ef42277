import type { Call } from '../definition.js';
import type { Violation } from '../validator.js';
import { ClientError } from './client-error.js';

export type ViolatedRule = Pick<Violation, 'instancePath' | 'schemaPath' | 'keyword' | 'message'>;

/** A body that violates its schema. Only a client that was created with `validate` throws it. */
export class ContractViolation extends ClientError {
  override name = 'ContractViolation' as const;
  readonly code = 'CONTRACT_VIOLATION';
  /** Status of the response; undefined for a request, which was not sent. */
  declare readonly status: number | undefined;
  declare readonly sent: 'no' | 'yes';
  /** All violated rules. None quotes a value. */
  declare readonly violations: readonly ViolatedRule[];

  constructor(call: Call, status: number | undefined, violations: readonly ViolatedRule[]) {
    const rules = violations.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    super(call, `the body of the ${status ?? 'request'} breaks its schema: ${[...new Set(rules)].join('; ')}`);
    this.status = status;
    this.sent = status === undefined ? 'no' : 'yes';
    this.violations = violations;
  }
}
