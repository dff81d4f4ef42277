/** Sizes in bytes: the bound of a body, and those that the command line has, such as `--max-json-size`. */
import { InvalidArgumentError } from 'commander';

/** Bytes of a body that are validated. The largest document that a provider takes has 20 MB. */
export const maxBodySize = 32 * 1024 * 1024;

/** @throws {InvalidArgumentError} for text that is no positive whole number */
export function readSize(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : 0;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new InvalidArgumentError('expected a whole number of bytes, 1 or more');
  }
  return size;
}
