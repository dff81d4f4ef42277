/** Reads a number of bytes from the command line: `--max-json-size`. */
import { InvalidArgumentError } from 'commander';

/** @throws {InvalidArgumentError} for what is no whole number, or zero. */
export function readSize(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new InvalidArgumentError('expected a whole number of bytes, 1 or more');
  }
  return size;
}
