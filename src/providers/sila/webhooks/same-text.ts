/** In a time that depends on the lengths alone, so that nobody can guess a signature one character at a time. */
export function sameText(one: string, another: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [encoder.encode(one), encoder.encode(another)];
  if (a.length !== b.length) return false;
  return a.reduce((difference, byte, index) => difference | (byte ^ b[index]!), 0) === 0;
}
