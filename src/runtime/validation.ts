/** Validates bodies against the document at run time. A bundle contains it only if it is imported. */
import { isReady } from './body.js';
import type { Call } from './definition.js';
import { ContractViolation, type ViolatedRule } from './errors/contract-violation.js';
import type { Validator } from './validator.js';

export interface ValidationOptions {
  /** All exports of `kyc-contracts/<provider>/validators`. */
  validators: Readonly<Record<string, Validator<any>>>;
  /**
   * Which bodies are validated: those of requests, of responses, or both. A violation throws ContractViolation, for a
   * request before it is sent. `report` validates both and throws nothing.
   */
  mode: 'request' | 'response' | 'both' | 'report';
  /** Bytes of a response that are validated. A larger response is a violation. @default 4_194_304 (4 MiB) */
  maxSize?: number;
  /**
   * Called with every violation, in any mode, before it is thrown, for a log or a counter. It contains no value of a
   * body.
   */
  onViolation?(violation: ContractViolation): void;
}

/** The interface for the client. */
export interface Validation {
  request(call: Call, body: unknown): void;
  /** @param size bytes of the body */
  response(call: Call, status: number, body: unknown, size: number): void;
}

/**
 * The client's option `validate`. Bodies without a documented schema are accepted, and so are forms.
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

/** Without `params`, which may quote a name from the body. */
function toRule({ instancePath, schemaPath, keyword, message = keyword }: ViolatedRule): ViolatedRule {
  return { instancePath, schemaPath, keyword, message };
}
