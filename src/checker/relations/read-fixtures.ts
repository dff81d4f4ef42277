/** Reads the fixtures of a folder of recipes: `relations/<name>.yaml`. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { readRecipeFile, type RecipeFile } from '../recipes/recipe-schema.js';
import { joinPatches } from '../recipes/rules.js';
import type { Step } from '../recipes/step.js';
import type { DeclaredCase, DeclaredFixture } from './declared.js';

type StepReader = (file: RecipeFile, path: readonly string[], steps: Json) => Step[];

/** @throws {CliError} exit code 2, one line `file:line:column what is wrong`, for an invalid fixture */
export function readFixtures(
  folder: string,
  allowed: readonly string[],
  readSteps: StepReader,
): Record<string, DeclaredFixture> {
  const own = join(folder, 'relations');
  if (!existsSync(own)) return {};
  const files = readdirSync(own).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    files.sort().map((name) => {
      const file = readRecipeFile(folder, `relations/${name}`, 'fixture', allowed);
      return [basename(name, '.yaml'), toFixture(file, readSteps)];
    }),
  );
}

function toFixture(file: RecipeFile, readSteps: StepReader): DeclaredFixture {
  const { given = [], lasts = [], volatile = [], views = {}, cases = {}, lists = {}, events = {} } = file.content;
  const read = Object.entries(cases as JsonObject).map(([name, one]) => {
    const then = isObject(one) && one.then !== undefined ? readSteps(file, ['cases', name, 'then'], one.then) : [];
    return [name, { ...(one as unknown as DeclaredCase), then }] as const;
  });
  for (const [index, [name, { after, mayRefuse, each, beside }]] of read.entries()) {
    if (mayRefuse && (each || beside))
      throw file.error(['cases', name, 'mayRefuse'], 'is for a case of one request, without each and beside');
    const isKnown = read.slice(0, index).some(([earlier, one]) => earlier === after && one.mayRefuse);
    if (after !== undefined && !isKnown)
      throw file.error(['cases', name, 'after'], `names no earlier case with mayRefuse: "${after}"`);
  }
  return {
    ...(file.content.stays === true && { stays: true }),
    given: readSteps(file, ['given'], given),
    lasts: readSteps(file, ['lasts'], lasts),
    volatile: volatile as string[],
    views: views as unknown as DeclaredFixture['views'],
    cases: Object.fromEntries(read.flatMap(([name, one]) => unfold(name, one))),
    lists: lists as unknown as DeclaredFixture['lists'],
    events: events as unknown as DeclaredFixture['events'],
  };
}

/** A case, and one more for each member that it names. */
function unfold(name: string, { each, ...declared }: DeclaredCase): [string, DeclaredCase][] {
  if (!each) return [[name, declared]];
  const { view, at, where, touched = [], within, members } = each;
  return Object.entries(members).map(([member, [shown, value]]) => {
    const set = Object.fromEntries([...touched.map((one) => [one, '$any'] as const), [shown, value] as const]);
    const own = { [member]: value };
    const patch = joinPatches(declared.patch, within === undefined ? own : { [within]: own });
    const among = Object.values(members).map(([name]) => name);
    const change = { at, set, among, ...(where && { where }) };
    return [
      `${name}: ${member}`,
      { ...declared, ...(patch !== undefined && { patch }), changes: { ...declared.changes, [view]: [change] } },
    ];
  });
}
