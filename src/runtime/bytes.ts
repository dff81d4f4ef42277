/**
 * Bytes of a buffer that is not shared, which is what `fetch` and `crypto` take: `Uint8Array<ArrayBuffer>`, in words that
 * TypeScript knew before 5.7, and that need no DOM library.
 */
export type Bytes = ReturnType<Uint8Array['slice']>;
