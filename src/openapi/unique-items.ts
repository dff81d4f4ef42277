/** Validates `uniqueItems` in linear time: Ajv compares each object with all others. */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { _, str } from 'ajv/dist/2020.js';
import { findDuplicate } from './duplicate.js';

/** Replaces Ajv's keyword by an equivalent one. */
export function linearUniqueItems(ajv: Ajv2020): void {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: {
      message: ({ params: { i, j } }) => str`must NOT have duplicate items (items ## ${j} and ${i} are identical)`,
      params: ({ params: { i, j } }) => _`{i: ${i}, j: ${j}}`,
    },
    code(cxt) {
      if (cxt.schema !== true) return;
      const find = cxt.gen.scopeValue('func', {
        ref: findDuplicate,
        code: _`require("./src/openapi/duplicate.ts").findDuplicate`,
      });
      const pair = cxt.gen.const('pair', _`${find}(${cxt.data})`);
      cxt.setParams({ i: _`${pair}[0]`, j: _`${pair}[1]` });
      cxt.fail(_`${pair} !== undefined`);
    },
  });
}
