/**
 * Bounds the errors of a validator made by Ajv. With `allErrors`, Ajv copies its list of errors for each wrong item of
 * an array, which takes quadratic time. The generated code is changed: loops end after enough errors, and long lists
 * are cut.
 */
import { perObject } from './per-object.js';

/** The number of listed errors. The next validation shows the rest. */
export const maxErrors = 100;

/** A failed union comes after the errors of its branches, so its keyword is kept beyond the bound. */
const maxUnions = 20;

/** The keyword of the last entry of a cut list. */
export const more = 'more';

/** Called by a changed validator; it becomes part of its module. */
const helper = `
function bounded(errors) {
  if (errors === null || errors.length <= ${maxErrors}) return errors;
  const unions = errors.slice(${maxErrors}).filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const rest = { instancePath: "", schemaPath: "#", keyword: "${more}", params: { limit: ${maxErrors} }, message: "and more: only the first ${maxErrors} faults are listed" };
  return [...errors.slice(0, ${maxErrors}), ...unions.slice(-${maxUnions}), rest];
}
`;

/** A loop over items (never one of `uniqueItems`) or over members. */
const loops = /for\s*\((?:let (\w+)\s*=\s*\d+;\s*\1\s*<\s*\w+;\s*\1\+\+|const \w+ in [\w.]+)\)\s*\{/g;

/** Where a validator returns its list to its caller. */
const results = /(\w+)\.errors\s*=\s*vErrors;/g;

/**
 * @param code of one or more validators, as Ajv writes it under `allErrors`
 * @param schema all schemas of that code
 */
export function boundErrors(code: string, schema: object): string {
  let count = 0;
  // Under `contains` an item that does not match is no error yet: the list is cut, and the loop goes on.
  const goesOn = hasContains(schema);
  const bounded = code
    .replace(loops, (loop) => {
      const start = `_start${count++}`;
      const cut = `vErrors.length=errors=${start}+${maxErrors}`;
      return `const ${start}=errors;${loop}if(errors-${start}>${maxErrors}){${goesOn ? cut : 'break'};}`;
    })
    .replace(results, '$1.errors=bounded(vErrors);');
  return `${bounded};${helper}`;
}

/** Cached, since many schemas of one document are compiled. */
const hasContains = perObject((schema: object): boolean => {
  try {
    return JSON.stringify(schema).includes('"contains":');
  } catch {
    // A circular schema cannot be searched: to continue is slower, and always right.
    return true;
  }
});
