/**
 * Plain Ajv over one document: a second opinion that is independent of the engine's code. It proves that the body of
 * each mutant is invalid, and that of each lawful variation valid.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject } from '../../src/openapi/document.js';

export interface Oracle {
  /** Whether a value satisfies the schema at a pointer of the document. */
  allows(pointer: string, value: unknown): boolean;
}

export function createOracle(document: JsonObject): Oracle {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'oracle:document' });
  const compiled = new Map<string, ValidateFunction>();
  return {
    allows: (pointer, value) => {
      const known = compiled.get(pointer);
      const validate = known ?? ajv.compile({ $ref: `oracle:document#${encodeURI(pointer)}` });
      if (!known) compiled.set(pointer, validate);
      return validate(value) === true;
    },
  };
}
