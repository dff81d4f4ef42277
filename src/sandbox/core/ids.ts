/** Ids that look random and are the same for the same seed: SHA-256 of the seed and a counter, which is state. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { Ids } from './handler.js';

/** @param counter member of a state, raised with every id */
export function createIds(seed: number, counter: { ids: number }): Ids {
  const block = () => sha256(new TextEncoder().encode(`kyc-contracts ${seed} ${counter.ids++}`));
  const bytes = (length: number) => {
    const result = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) result.set(block().subarray(0, Math.min(32, length - at)), at);
    return result;
  };
  return {
    bytes,
    hex: (length) => bytesToHex(bytes(length)),
    uuid() {
      const id = bytes(16);
      id[6] = (id[6]! & 0x0f) | 0x40; // version 4
      id[8] = (id[8]! & 0x3f) | 0x80; // the variant of RFC 9562
      return bytesToHex(id).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}
