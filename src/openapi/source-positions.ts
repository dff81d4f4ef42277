/** Finds the positions of a bundled document's parts in its source files. */
import { dirname, relative, resolve, sep } from 'node:path';
import type { Source } from '@redocly/openapi-core';
import { isReference } from './openapi.js';
import { child, fromPointer, lookUp, toPointer } from './pointer.js';
import type { Redocly } from './redocly.js';
import { parseYaml } from './yaml.js';

export interface SourcePosition {
  /** Relative to the working directory, with `/` between its parts. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
}

export interface SourcePositions {
  /** The position of the value at a JSON Pointer into the bundle, or of its nearest ancestor in a file. */
  at(pointer: string): SourcePosition | undefined;
}

/** The JSON Pointer of a value in a file. */
interface Spot {
  file: string;
  pointer: string;
}

/**
 * Reads the files again on first use, since the bundler changes what it has read.
 * @param sources by absolute path
 * @param root absolute path of the document that the user named
 */
export function sourcePositions(
  redocly: Redocly,
  sources: ReadonlyMap<string, Source>,
  root: string,
  bundled: object,
): SourcePositions {
  let spots: ReadonlyMap<string, Spot> | undefined;
  return {
    at: (pointer) => {
      spots ??= findSpots(sources, root, bundled);
      for (let part = pointer; ; part = part.slice(0, part.lastIndexOf('/'))) {
        const spot = spots.get(part);
        const source = spot && sources.get(spot.file);
        if (source) return positionIn(redocly, source, spot.pointer);
        if (part === '') return undefined;
      }
    },
  };
}

function positionIn(redocly: Redocly, source: Source, pointer: string): SourcePosition {
  const file = relative(process.cwd(), source.absoluteRef).split(sep).join('/');
  const { start } = redocly.getLineColLocation({ source, pointer: `#${pointer || '/'}`, reportOnKey: true });
  return { file, line: start.line, column: start.col };
}

/** Walks the bundle and the files side by side: the files have references where the bundle has content. */
function findSpots(sources: ReadonlyMap<string, Source>, root: string, bundled: object): Map<string, Spot> {
  const parsed = new Map<string, unknown>();
  const contentOf = (file: string): unknown => {
    const source = sources.get(file);
    if (!parsed.has(file)) parsed.set(file, source && parseYaml(source.body));
    return parsed.get(file);
  };
  const valueAt = ({ file, pointer }: Spot) => lookUp(contentOf(file), pointer);
  const targetOf = (from: Spot, reference: string): Spot => {
    const [name = '', pointer = ''] = reference.split('#');
    const path = name === '' ? from.file : resolve(dirname(from.file), name);
    const file = sources.has(path) ? path : resolve(dirname(from.file), decodeURIComponent(name));
    return { file, pointer: toPointer(fromPointer(pointer)) };
  };

  const spots = new Map<string, Spot>();
  const queue: { pointer: string; node: unknown; spot: Spot }[] = [
    { pointer: '', node: bundled, spot: { file: root, pointer: '' } },
  ];
  for (const { pointer, node, spot } of queue) {
    if (spots.has(pointer)) continue;
    let at = spot;
    let value = valueAt(at);
    if (isReference(node)) {
      spots.set(pointer, at);
      const target = node.$ref.replace(/^#/, '');
      // A component that the bundler made from another file is not in the root document.
      if (isReference(value)) {
        queue.push({
          pointer: toPointer(fromPointer(target)),
          node: lookUp(bundled, target),
          spot: targetOf(at, value.$ref),
        });
      }
      continue;
    }
    for (let hops = 0; isReference(value) && hops < 100; hops++) {
      at = targetOf(at, value.$ref);
      value = valueAt(at);
    }
    if (value === undefined) continue;
    spots.set(pointer, at);
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, inner] of Object.entries(node)) {
      const step = toPointer([key]);
      if (child(value, key) !== undefined) {
        queue.push({ pointer: pointer + step, node: inner, spot: { file: at.file, pointer: at.pointer + step } });
      }
    }
  }
  return spots;
}
