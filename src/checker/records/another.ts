/** Texts that differ in nothing but their letters and digits. */
import { randomInt } from 'node:crypto';

/** The first one is random, so that two runs at one target do not meet. */
let last = randomInt(10 ** 9);

/** Characters that are replaced, from the end: a prefix, and the version in a UUID, stay. */
const most = 9;

/** Weeks that a date is moved by: the day of the week stays, and so does the time. */
const mostWeeks = 500;
const week = 7 * 86_400_000;

/**
 * A text of the same form: letters stay letters, digits stay digits, and all else stays as it is; of an e-mail address
 * only what is before the `@` changes, and a date is moved by weeks. No two of one run are equal, where the text has
 * enough of them.
 */
export function another(text: string): string {
  last += 1;
  const [date] = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(text) ?? [];
  if (date !== undefined && !Number.isNaN(Date.parse(date)))
    return new Date(Date.parse(date) + (1 + (last % mostWeeks)) * week).toISOString().slice(0, 10) + text.slice(10);
  let rest = last;
  let left = most;
  const at = text.lastIndexOf('@');
  const end = at > 0 ? at : text.length;
  const characters = [...text.slice(0, end)];
  const letters = /^[\da-f-]+$/i.test(text) ? 6 : 26;
  for (let index = characters.length - 1; index >= 0 && left > 0; index--) {
    const character = characters[index] as string;
    const [first, count] = /\d/.test(character)
      ? (['0', 10] as const)
      : /[a-z]/.test(character)
        ? (['a', letters] as const)
        : /[A-Z]/.test(character)
          ? (['A', letters] as const)
          : [];
    if (first === undefined) continue;
    characters[index] = String.fromCharCode(first.charCodeAt(0) + (rest % count));
    rest = Math.floor(rest / count);
    left--;
  }
  return characters.join('') + text.slice(end);
}
