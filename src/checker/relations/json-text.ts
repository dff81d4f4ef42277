/** What JSON.parse does not tell: a member that stands twice in an object, a number that no double holds. */

/** One sentence, or undefined for a text that is the same to every reader. The text must be JSON. */
export function ambiguity(text: string, hasInt64: boolean): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [one] = found;
    if (one === '{') open.push(new Set());
    else if (one === '[') open.push(undefined);
    else if (one === '}' || one === ']') open.pop();
    else if (one.startsWith('"')) {
      const members = open.at(-1);
      if (!members || !/^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 8))) continue;
      const name = String(JSON.parse(one));
      if (members.has(name)) return 'has a member twice in one object, of which readers take either (RFC 8259, 4)';
      members.add(name);
    } else if (!Number.isFinite(Number(one))) return 'has a number that no double holds (RFC 8259, 6)';
    else if (!hasInt64 && /^-?\d{16,}$/.test(one) && String(Number(one)) !== one) {
      return 'has an integer that a double does not hold exactly (RFC 8259, 6)';
    }
  }
  return undefined;
}
