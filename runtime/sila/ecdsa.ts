/**
 * Sila's request signatures, for apps of the time before tokens. An entry of its own, so that nobody else ships the curve.
 * Source: docs/ecdsa-overview; vectors in the tests of Sila's SDKs for C#, PHP and Java.
 * @module kyc-contracts/sila/ecdsa
 * @example
 * const credentials = { authSignature: ecdsaSigner(appKey), userSignature: ecdsaSigner((handle) => vault.read(handle)) };
 */
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak_256 } from '@noble/hashes/sha3';
import { readSigned } from './signed-bytes.js';

/** 32 bytes, or 64 hexadecimal digits without `0x`. */
export type PrivateKey = string | Uint8Array;

/**
 * A credential that signs the exact bytes of each request: of a form, those of its part `data`.
 * @param key the key, or how to get the one that is registered for the request's `header.user_handle`
 * @throws {TypeError} for what is no key; its message has nothing of it
 */
export function ecdsaSigner(
  key: PrivateKey | ((userHandle: string | undefined) => PrivateKey | Promise<PrivateKey>),
): (request: Request) => Promise<string> {
  const keyOf = typeof key === 'function' ? key : (checkKey(key), () => key);
  return async (request) => {
    const { bytes, userHandle } = await readSigned(request);
    return signBytes(bytes, await keyOf(userHandle));
  };
}

/**
 * Keccak-256 without Ethereum's message prefix, signed with secp256k1, deterministic (RFC 6979).
 * @returns 130 hexadecimal digits: r, s, and v, which is `1b` or `1c`
 * @throws {TypeError} for what is no key
 */
export async function signBytes(bytes: Uint8Array, key: PrivateKey): Promise<string> {
  const signature = secp256k1.sign(keccak_256(bytes), checkKey(key));
  return signature.toCompactHex() + (signature.recovery + 27).toString(16);
}

/** An error of the library's own might quote what it was given. */
function checkKey(key: PrivateKey): PrivateKey {
  const isKey = secp256k1.utils.isValidPrivateKey(key);
  if (!isKey) throw new TypeError('The private key must be 64 hexadecimal digits without 0x, or 32 bytes.');
  return key;
}
