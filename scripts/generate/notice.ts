/** The first line of every generated file, in the form of its comments. */
export function notice(provider: string): string {
  return `generated from spec/${provider}/openapi.yaml — do not edit`;
}
