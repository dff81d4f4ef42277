/** The line that every generated file begins with, in the form of its comments. */
export function notice(provider: string): string {
  return `generated from spec/${provider}/openapi.yaml — do not edit`;
}
