/** The states of a record, as the document lists them. */
import { follow, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { membersAnswered } from './wrapping.js';

/** The member of a record that says in which state it is. */
export interface StateMember {
  name: string;
  states: readonly string[];
}

/** More are no states, but places or kinds. */
const mostStates = 40;

const isStateName = (name: string): boolean => /^(?:status|state|phase|stage)$|[a-z\d](?:_s|S)tat(?:us|e)$/.test(name);

/** Of a record as an operation shows it, in a wrapping or not. */
export function stateMemberOf(document: JsonObject, read: Operation): StateMember | undefined {
  const [outer, inner] = membersAnswered(document, read);
  const found = Object.entries({ ...inner, ...outer }).flatMap(([name, node]): StateMember[] => {
    const states = isStateName(name) ? listed(document, node) : [];
    return states.length > 1 && states.length <= mostStates ? [{ name, states }] : [];
  });
  return found.length === 1 ? found[0] : found.find(({ name }) => name === 'status' || name === 'state');
}

/** The texts that a schema lists, as `enum` or as a union of constants. */
function listed(document: JsonObject, node: Json, depth = 0): string[] {
  const found = follow(document, node, '')?.value;
  if (!found || depth > 4) return [];
  if (typeof found.const === 'string') return [found.const];
  if (Array.isArray(found.enum)) return found.enum.filter((one) => typeof one === 'string');
  return [found.anyOf, found.oneOf, found.allOf].flatMap((parts) =>
    Array.isArray(parts) ? parts.flatMap((part) => listed(document, part, depth + 1)) : [],
  );
}
