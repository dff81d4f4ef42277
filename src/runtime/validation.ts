/** Bodies held against the document while a client works. It is a part of a bundle only where it is imported. */
import { isReady } from './body.js';
import type { Call } from './definition.js';
import { ContractViolation, type ViolatedRule } from './errors/contract-violation.js';
import type { Validator } from './validator.js';

export interface ValidationOptions {
  /** All that `kyc-contracts/<provider>/validators` exports. */
  validators: Readonly<Record<string, Validator<any>>>;
  /**
   * Whose bodies are validated: what is sent, what comes back, or both. A violation throws ContractViolation, that of a
   * request before it is sent. `report` validates both and throws nothing.
   */
  mode: 'request' | 'response' | 'both' | 'report';
  /** Bytes of an answer that are validated. One with more counts as a violation. @default 4_194_304 (4 MiB) */
  maxSize?: number;
  /** Gets every violation, in any mode, before it is thrown: for a log or a counter of drift. It holds no value of a body. */
  onViolation?(violation: ContractViolation): void;
}

/** What a client asks. */
export interface Validation {
  request(call: Call, body: unknown): void;
  /** @param size bytes that the body was read from */
  response(call: Call, status: number, body: unknown, size: number): void;
}

/**
 * The client's option `validate`. Bodies whose schema nobody has documented pass, and so do forms.
 * @example
 * import * as validators from 'kyc-contracts/sila/validators';
 * createSilaClient({ credentials, validate: validation({ validators, mode: 'report', onViolation: console.warn }) });
 */
export function validation({ validators, mode, maxSize = 2 ** 22, onViolation }: ValidationOptions): Validation {
  return {
    request: (call, body) => {
      if (mode !== 'response' && !isReady(body)) validateBody(`${call.operationId}Request`, call, body);
    },
    response: (call, status, body, size) => {
      if (mode !== 'request') validateBody(`${call.operationId}Response${status}`, call, body, status, size);
    },
  };

  function validateBody(name: string, call: Call, body: unknown, status?: number, size = 0): void {
    const validator = Object.hasOwn(validators, name) ? validators[name] : undefined;
    if (!validator || (size <= maxSize && validator(body))) return;
    const rules = size > maxSize ? [tooLarge(maxSize)] : (validator.errors ?? []).map(toRule);
    const violation = new ContractViolation(call, status, rules);
    onViolation?.(violation);
    if (mode !== 'report') throw violation;
  }
}

const tooLarge = (limit: number): ViolatedRule => ({
  instancePath: '',
  schemaPath: '#/maxSize',
  keyword: 'maxSize',
  message: `is larger than the ${limit} bytes that are validated`,
});

/** Without `params`, which may quote a name out of the body. */
function toRule({ instancePath, schemaPath, keyword, message = keyword }: ViolatedRule): ViolatedRule {
  return { instancePath, schemaPath, keyword, message };
}
