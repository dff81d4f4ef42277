/**
 * Sila's request signatures, for apps of the time before tokens. An entry of its own, so that nobody else ships the curve.
 * Source: docs/ecdsa-overview; vectors in the tests of Sila's SDKs for C#, PHP and Java.
 * @module kyc-contracts/sila/ecdsa
 * @example
 * const credentials = { authSignature: ecdsaSigner(appKey), userSignature: ecdsaSigner((handle) => vault.read(handle)) };
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { keccak_256 } from '@noble/hashes/sha3';
import { signAsync, utils } from '@noble/secp256k1';
import { readSigned } from './signed-bytes.js';

/** 32 bytes, or 64 hexadecimal digits without `0x`. */
export type PrivateKey = string | Uint8Array;

/**
 * A credential that signs the exact bytes of each request: of a form, those of its part `data`.
 * @param key the key, or how to get the one that is registered for the request's `header.user_handle`; for
 *   `businessSignature`, the one that is registered for `header.business_handle`
 * @throws {TypeError} for what is no key; its message has nothing of it
 */
export function ecdsaSigner(
  key:
    | PrivateKey
    | ((userHandle: string | undefined, businessHandle: string | undefined) => PrivateKey | Promise<PrivateKey>),
): (request: Request) => Promise<string> {
  const keyOf = typeof key === 'function' ? key : (toBytes(key), () => key);
  return async (request) => {
    const { bytes, userHandle, businessHandle } = await readSigned(request);
    return signBytes(bytes, await keyOf(userHandle, businessHandle));
  };
}

/**
 * Keccak-256 without Ethereum's message prefix, signed with secp256k1, deterministic (RFC 6979).
 * @returns 130 hexadecimal digits: r, s, and v, which is `1b` or `1c`
 * @throws {TypeError} for what is no key
 */
export async function signBytes(bytes: Uint8Array, key: PrivateKey): Promise<string> {
  const options = { prehash: false, format: 'recovered' } as const;
  const [recovery, ...signature] = await signAsync(keccak_256(bytes), toBytes(key), options);
  return bytesToHex(Uint8Array.from(signature)) + (recovery! + 27).toString(16);
}

/** An error of the library's own might quote what it was given. */
function toBytes(key: PrivateKey): Uint8Array {
  const bytes = typeof key === 'string' && /^[\da-f]{64}$/i.test(key) ? hexToBytes(key) : key;
  if (!(bytes instanceof Uint8Array) || !utils.isValidSecretKey(bytes)) {
    throw new TypeError('The private key must be 64 hexadecimal digits without 0x, or 32 bytes.');
  }
  return bytes;
}
