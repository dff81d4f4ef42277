/** Reads the worlds of a folder of recipes: `relations/<name>.yaml`. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CliError } from '../../openapi/cli-error.js';
import { isObject, type Json, type JsonObject } from '../../openapi/document.js';
import { readInside } from '../../openapi/inside-folder.js';
import { parseYaml } from '../../openapi/yaml.js';
import type { Step } from '../recipes/step.js';
import { worldSchema } from './declared-schema.js';
import type { DeclaredCase, World } from './declared.js';

export type StepReader = (file: string, entry: string, steps: Json) => Step[];

/** @throws {CliError} exit code 2, naming file and place, for what is no world. */
export function readWorlds(folder: string, allowed: readonly string[], readSteps: StepReader): Record<string, World> {
  const own = join(folder, 'relations');
  if (!existsSync(own)) return {};
  const validate = new Ajv2020({ strict: false }).compile(worldSchema);
  const files = readdirSync(own).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    files.sort().map((name) => {
      const file = `relations/${name}`;
      let content: unknown;
      try {
        content = parseYaml(readInside(folder, file, allowed));
      } catch (error) {
        if (error instanceof CliError) throw error;
        throw new CliError(`${file}: ${(error as Error).message.split('\n')[0]}`, 2);
      }
      if (!isObject(content) || !validate(content)) {
        const [error] = validate.errors ?? [];
        throw new CliError(`${file}: "${error?.instancePath ?? ''}" ${error?.message ?? 'is no world'}`, 2);
      }
      return [basename(name, '.yaml'), toWorld(file, content, readSteps)];
    }),
  );
}

function toWorld(file: string, content: JsonObject, readSteps: StepReader): World {
  const { given = [], volatile = [], views = {}, cases = {}, lists = {} } = content;
  const read = Object.entries(cases as JsonObject).map(([name, one]) => {
    const declared = one as unknown as DeclaredCase;
    const then = isObject(one) && one.then !== undefined ? { then: readSteps(file, name, one.then) } : {};
    return [name, { ...declared, ...then }] as const;
  });
  return {
    given: readSteps(file, 'given', given),
    volatile: volatile as string[],
    views: views as unknown as World['views'],
    cases: Object.fromEntries(read.flatMap(([name, one]) => unfold(name, one))),
    lists: lists as unknown as World['lists'],
  };
}

/** A case, and one more for each member that it names. */
function unfold(name: string, { each, ...declared }: DeclaredCase): [string, DeclaredCase][] {
  if (!each) return [[name, declared]];
  const { view, at, where, touched = [], members } = each;
  return Object.entries(members).map(([member, [shown, value]]) => {
    const set = Object.fromEntries([...touched.map((one) => [one, '$any'] as const), [shown, value] as const]);
    const patch = isObject(declared.patch) ? { ...declared.patch, [member]: value } : { [member]: value };
    const change = { at, set, ...(where && { where }) };
    return [`${name}: ${member}`, { ...declared, patch, changes: { ...declared.changes, [view]: [change] } }];
  });
}
