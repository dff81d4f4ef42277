/**
 * A closed clause (`additionalProperties: false` or its `unevaluated` twin, an `enum` or `const` without an open
 * alternative, `not`) makes `check` fail any other value. So it is `documented` only with its own note about what
 * closes it.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
import { parse } from 'yaml';
import { pathOf, provenanceOf } from '../provenance.js';

const parsed = new WeakMap();

const parsedFile = (source) => {
  if (!parsed.has(source)) parsed.set(source, parse(source.body, { maxAliasCount: -1 }));
  return parsed.get(source);
};

/** The clauses of our own documents need no source. */
const ours = 'kyc-contracts';

export const closedClauseHasNote = () => ({
  Schema: {
    enter(schema, { report, location }) {
      const file = parsedFile(location.source);
      const path = pathOf(location.pointer);
      const keyword = closingKeyword(schema, file, path);
      if (keyword === undefined) return;
      const { provenance } = provenanceOf(file, path) ?? {};
      if (provenance?.status !== 'documented' || provenance.source === ours) return;
      if (schema['x-provenance']?.note) return;
      report({
        message: `"${keyword}" closes what is documented: add an x-provenance here whose note names the sentence that closes it, give it another status, or leave it open.`,
        location: location.child(keyword).key(),
      });
    },
  },
});

function closingKeyword(schema, file, path) {
  const closed = ['additionalProperties', 'unevaluatedProperties'].find((name) => schema[name] === false);
  if (closed) return closed;
  if (schema.not !== undefined) return 'not';
  const keyword = ['enum', 'const'].find((name) => schema[name] !== undefined);
  return keyword && !hasOpenAlternative(schema, file, path) ? keyword : undefined;
}

/** Whether it is in an `anyOf` with an alternative that accepts any value of its type. */
function hasOpenAlternative({ type }, file, path) {
  if (path.at(-2) !== 'anyOf') return false;
  let union = file;
  for (const token of path.slice(0, -1)) union = union?.[token];
  return (Array.isArray(union) ? union : []).some(
    (other) => [other?.type].flat().includes(type) && other.enum === undefined && other.const === undefined,
  );
}
