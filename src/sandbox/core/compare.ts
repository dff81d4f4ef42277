/**
 * Orders texts by their UTF-16 code units, in each locale alike. A store keeps no order of records, so a list of them
 * is sorted until no two can change places.
 */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
