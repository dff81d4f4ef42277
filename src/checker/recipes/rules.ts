/**
 * Rules that no schema can say and that hold for every operation that has what they speak of: a request that is too old,
 * somebody else's token. Data beside the document, in `rules.yaml`.
 */
import { ownMember } from '../../openapi/own.js';
import { isObject, type Json } from '../../openapi/document.js';
import { ofExistingMembers } from '../../openapi/merge-patch.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Step } from './step.js';

export interface Rule extends Pick<RequestTemplate, 'patch' | 'parameters' | 'security' | 'credentials'> {
  /** What must have happened. */
  given?: readonly Step[];
  /** Whether the request is good all the same: what is nearly too old. @default false */
  accepted?: boolean;
  /** With which of the documented failures it is refused. @default any that is documented */
  status?: number;
  /** Members by another name that they may have too, wherever the request has them. */
  rename?: Readonly<Record<string, string>>;
  /** Of these operations alone. @default all */
  operations?: readonly string[];
  /** Of all but these. */
  except?: readonly string[];
}

/**
 * The rule's patch as far as it concerns members of the request; undefined for a rule that says nothing of it.
 * @param schemes those that the request uses
 */
export function applyRule(
  rule: Rule,
  operationId: string,
  body: Json | undefined,
  schemes: readonly string[],
): Pick<RequestTemplate, 'patch' | 'parameters' | 'security' | 'credentials'> | undefined {
  const { operations, except = [], patch, rename, parameters, security, credentials } = rule;
  if ((operations && !operations.includes(operationId)) || except.includes(operationId)) return undefined;
  if (credentials && !Object.keys(credentials).every((name) => schemes.includes(name))) return undefined;
  if (security && schemes.length === 0) return undefined;
  const meant = pruned(renaming(rename, body ?? {}) ?? ofExistingMembers(patch ?? {}, body ?? {}));
  if ((patch !== undefined || rename) && meant === undefined) return undefined;
  return {
    ...(meant !== undefined && { patch: meant }),
    ...(parameters && { parameters }),
    ...(security && { security }),
    ...(credentials && { credentials }),
  };
}

/** What takes each member away and puts its value under the other name. */
function renaming(names: Rule['rename'], body: Json): Json | undefined {
  if (!names || !isObject(body)) return undefined;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, Json][] => {
      const other = ownMember(names, name);
      if (other !== undefined) {
        return [
          [name, null],
          [other, value],
        ];
      }
      const inner = renaming(names, value);
      return inner === undefined ? [] : [[name, inner]];
    }),
  );
}

/** Without objects that are empty; undefined where nothing is left. */
function pruned(patch: Json): Json | undefined {
  if (!isObject(patch)) return patch;
  const members = Object.entries(patch).flatMap(([name, value]) => {
    const kept = pruned(value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Two patches as one, the second after the first: a member that either takes away is taken away. */
export function joinPatches(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (first === undefined || second === undefined) return second ?? first;
  if (
    !isObject(first) ||
    !isObject(second) ||
    ['$now', '$today', '$day', '$seconds'].some((name) => name in first || name in second)
  )
    return second;
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      name in second ? (joinPatches(first[name], second[name]) as Json) : (first[name] as Json),
    ]),
  );
}
