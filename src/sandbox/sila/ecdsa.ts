/**
 * Sila's request signatures (legacy): Keccak-256 of the exact bytes, without Ethereum's message prefix, signed with
 * secp256k1; 130 hexadecimal digits of r, s and v (1b or 1c), no `0x`.
 *
 * Source: docs/ecdsa-overview, docs/implementing-digital-signatures; vectors in the tests of the SDKs for C#, PHP, Java.
 */
import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { Point, recoverPublicKey } from '@noble/secp256k1';

/** The Ethereum address of the key that signed, in lower case; undefined for an invalid signature. */
export function signerOf(bytes: Uint8Array, signature: string): string | undefined {
  if (!/^[0-9a-f]{128}1[bc]$/i.test(signature)) return undefined;
  const recovery = Number.parseInt(signature.slice(128), 16) - 27;
  try {
    const recovered = Uint8Array.of(recovery, ...hexToBytes(signature.slice(0, 128)));
    const key = recoverPublicKey(recovered, keccak_256(bytes), { prehash: false });
    return addressOf(Point.fromBytes(key).toBytes(false));
  } catch {
    // The numbers are outside the curve: the text is well-formed, but no key has signed.
    return undefined;
  }
}

/**
 * An address is the end of the hash of the uncompressed key, without the first byte of the key, which marks the format.
 */
function addressOf(publicKey: Uint8Array): string {
  return `0x${bytesToHex(keccak_256(publicKey.subarray(1)).subarray(-20))}`;
}
