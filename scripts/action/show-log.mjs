/**
 * Prints the last 50 lines of a log so that no CI system executes its content. Between `::stop-commands::` and its
 * random token, GitHub's runner accepts no commands; the commands of other systems are escaped.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes at the end of the log that are read. */
const most = 256 * 1024;

const file = openSync(process.argv[2], 'r');
const { size } = fstatSync(file);
const bytes = Buffer.alloc(Math.min(size, most));
readSync(file, bytes, 0, bytes.length, size - bytes.length);
closeSync(file);

const escaped = (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
const lines = bytes
  .toString('utf8')
  .replace(/\r?\n$/, '')
  .split(/\r?\n/)
  .slice(-50)
  .map((line) =>
    line
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, escaped)
      .replaceAll(/##(?=\w*\[)/g, String.raw`#\u0023`)
      .replaceAll(/(?<=^\s*):(?=:)/g, String.raw`\u003a`)
      .replaceAll(/(section_(?:start|end)|travis_(?:fold|time)):/gi, String.raw`$1\u003a`),
  );
const token = randomUUID();
process.stdout.write([`::stop-commands::${token}`, ...lines, `::${token}::`, ''].join('\n'));
