/** Validates bodies against the document at run time. A bundle contains it only if it is imported. */
import { isReady } from './body.js';
import type { Call } from './definition.js';
import { ContractViolation, type ViolatedRule } from './errors/contract-violation.js';
import { checkNumbers, positive } from './numeric-options.js';
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
   * body. An error that this function throws ends the call, in any mode. A promise is not waited for: it must not reject.
   */
  onViolation?(violation: ContractViolation): void;
}

/** The interface for the client. */
export interface Validation {
  request(call: Call, body: unknown): void;
  /** @param size bytes of the body */
  response(call: Call, status: number, body: unknown, size: number): void;
}

const modes: readonly ValidationOptions['mode'][] = ['request', 'response', 'both', 'report'];
const allExports = "all exports of `kyc-contracts/<provider>/validators`, of the client's own provider";
const bodyOf = /Re(quest|sponse(\d{3}|\dXX|Default))$/;

/**
 * The client's option `validate`. Bodies without a documented schema are accepted, and so are forms.
 * @throws {TypeError} for an unknown mode, for no validators, and, in a call, for those of another provider
 * @example
 * import * as validators from 'kyc-contracts/sila/validators';
 * createSilaClient({ credentials, validate: validation({ validators, mode: 'report', onViolation: console.warn }) });
 */
export function validation({ validators, mode, maxSize = 2 ** 22, onViolation }: ValidationOptions): Validation {
  if (!modes.includes(mode)) throw new TypeError(`mode must be one of: ${modes.join(', ')}`);
  checkNumbers({ maxSize }, positive);
  const operations = new Set(Object.keys(validators ?? {}).map((name) => name.replace(bodyOf, '')));
  if (operations.size === 0) throw new TypeError(`validators must be ${allExports}.`);
  return {
    request: (call, body) => {
      // Also where requests are not validated: after the response it would be too late. A path that the document does
      // not have stands for its operationId.
      if (call.operationId !== call.path && !operations.has(call.operationId))
        throw new TypeError(`validators has none for ${call.operationId}: give ${allExports}.`);
      if (mode !== 'response' && !isReady(body)) validateBody(['Request'], call, body);
    },
    response: (call, status, body, size) => {
      // As in the document: the exact status, or else its range, or else any status.
      const bodies = [`Response${status}`, `Response${String(status)[0]}XX`, 'ResponseDefault'];
      if (mode !== 'request') validateBody(bodies, call, body, status, size);
    },
  };

  function validateBody(bodies: readonly string[], call: Call, body: unknown, status?: number, size = 0): void {
    const { operationId } = call;
    const name = bodies.map((one) => operationId + one).find((one) => Object.hasOwn(validators, one));
    const validator = name === undefined ? undefined : validators[name];
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
