/** Tools that a consumer has and this repository does not: of contract-tests/consumers and contract-tests/platforms. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** @param name a package, or a path below its folder. @returns where it would be, if it is nowhere */
export function toolPath(name: string): string {
  const paths = inject('tools').map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? paths.at(-1)!;
}
