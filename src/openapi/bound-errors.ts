/**
 * Bounds what a validator made by Ajv collects. With `allErrors`, Ajv goes on through the last item of an array and
 * copies its list of errors for each that is wrong: the time is the square of their number. The code that it generates,
 * here or ahead of time, is changed so that a loop ends once it has found enough, and a list is cut where it is long.
 */
import { perObject } from './per-object.js';

/** How many errors are listed. After a hundred are mended, the next validation shows the rest. */
export const maxErrors = 100;

/** Of a failed union, which comes after the errors of its branches, the keyword is kept even past the bound. */
const maxUnions = 20;

/** The keyword of the entry that ends a list that has been cut. */
export const more = 'more';

/** What a changed validator calls; part of the module that it stands in. */
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

/** What makes a validator's own list the list of its caller. */
const results = /(\w+)\.errors\s*=\s*vErrors;/g;

/**
 * @param code of one validator or of several, as Ajv writes it under `allErrors`.
 * @param schema all that the code was made from.
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

/** Of one document many schemas are compiled. */
const hasContains = perObject((schema: object): boolean => {
  try {
    return JSON.stringify(schema).includes('"contains":');
  } catch {
    // It contains itself. To go on is slower, and right in either case.
    return true;
  }
});
