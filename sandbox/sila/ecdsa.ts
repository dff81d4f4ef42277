/**
 * Sila's request signatures (legacy): Keccak-256 of the exact bytes, without Ethereum's message prefix, signed with
 * secp256k1; 130 hexadecimal digits of r, s and v (1b or 1c), no `0x`.
 *
 * Source: docs/ecdsa-overview, docs/implementing-digital-signatures; vectors in the tests of the SDKs for C#, PHP, Java.
 */
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex } from '@noble/hashes/utils';

/** Ethereum address, in lower case, of the key that signed; undefined for what is no signature. */
export function signerOf(bytes: Uint8Array, signature: string): string | undefined {
  if (!/^[0-9a-f]{128}1[bc]$/i.test(signature)) return undefined;
  const recovery = Number.parseInt(signature.slice(128), 16) - 27;
  try {
    const key = secp256k1.Signature.fromCompact(signature.slice(0, 128))
      .addRecoveryBit(recovery)
      .recoverPublicKey(keccak_256(bytes));
    return addressOf(key.toRawBytes(false));
  } catch {
    // Numbers outside the curve: well-formed text, and nobody's signature.
    return undefined;
  }
}

/** An address is the end of the hash of the uncompressed key, whose first byte only says that it is one. */
function addressOf(publicKey: Uint8Array): string {
  return `0x${bytesToHex(keccak_256(publicKey.subarray(1)).subarray(-20))}`;
}
