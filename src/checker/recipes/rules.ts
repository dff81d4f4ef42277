/**
 * Rules that a schema cannot express, such as a request that is too old. They are data beside the document
 * (`rules.yaml`), and apply to every operation with the members that they name.
 */
import { ownMember } from '../../openapi/own.js';
import { isObject, type Json } from '../../openapi/document.js';
import { ofExistingMembers } from '../../openapi/merge-patch.js';
import type { RequestTemplate } from '../../openapi/request.js';
import type { Step } from './step.js';

export interface Rule extends Pick<RequestTemplate, 'patch' | 'parameters' | 'security' | 'credentials'> {
  /** Steps before the request. */
  given?: readonly Step[];
  /** Whether the request is accepted, such as one that is nearly too old. @default false */
  accepted?: boolean;
  /** The documented failure that refuses it. @default any that is documented */
  status?: number;
  /** Other names of members, wherever the request has them. */
  rename?: Readonly<Record<string, string>>;
  /** Only for these operations. @default all */
  operations?: readonly string[];
  /** For all but these operations. */
  except?: readonly string[];
}

/**
 * The part of the rule's patch that concerns members of the request; undefined where the rule does not apply.
 * @param schemes the security schemes of the request
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
  const renamed = renaming(rename, body ?? {});
  const own = ofExistingMembers(patch ?? {}, body ?? {});
  const meant = pruned(joinPatches(renamed, own) ?? {});
  if ((patch !== undefined || rename) && meant === undefined) return undefined;
  return {
    ...(meant !== undefined && { patch: meant }),
    ...(parameters && { parameters }),
    ...(security && { security }),
    ...(credentials && { credentials }),
  };
}

/** A patch that renames members. */
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

/** Removes empty objects; undefined where nothing is left. */
function pruned(patch: Json): Json | undefined {
  if (!isObject(patch)) return patch;
  const members = Object.entries(patch).flatMap(([name, value]) => {
    const kept = pruned(value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Joins two patches; a member that either removes is removed. */
export function joinPatches(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (first === undefined || second === undefined) return second === undefined ? first : second;
  if (
    !isObject(first) ||
    !isObject(second) ||
    ['$now', '$today', '$day', '$another', '$seconds'].some((name) => name in first || name in second)
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
