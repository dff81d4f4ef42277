/** Whether a value is nested so deeply that recursion could exhaust the stack; no API sends such a body. */
export const isDeep = (data: unknown): boolean => isBeyond(data, deepest);

const deepest = 200;

const isBeyond = (data: unknown, levels: number): boolean =>
  levels < 0 ||
  (typeof data === 'object' && data !== null && Object.values(data).some((member) => isBeyond(member, levels - 1)));
