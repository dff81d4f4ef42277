/** React Native's signals have no `reason`. */
export function reasonOf({ reason }: AbortSignal): unknown {
  return reason ?? Object.assign(new Error('The call was aborted.'), { name: 'AbortError' });
}
