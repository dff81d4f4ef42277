/**
 * Sila's request signatures, for apps without tokens. A separate entry keeps the curve out of other bundles. Source:
 * docs/ecdsa-overview; vectors in the tests of Sila's SDKs for C#, PHP and Java.
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
 * A credential that signs the exact bytes of each request; of a form, those of its part `data`.
 * @param key the key, or a function that returns the key of the request's `header.user_handle`; for
 *   `businessSignature`, that of `header.business_handle`
 * @throws {TypeError} for an invalid key; the message contains no part of it
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
 * Signs with Keccak-256, without Ethereum's message prefix, and secp256k1, deterministic (RFC 6979).
 * @returns 130 hexadecimal digits: r, s, and v, which is `1b` or `1c`
 * @throws {TypeError} for an invalid key
 */
export async function signBytes(bytes: Uint8Array, key: PrivateKey): Promise<string> {
  const options = { prehash: false, format: 'recovered' } as const;
  const [recovery, ...signature] = await signAsync(keccak_256(bytes), toBytes(key), options);
  return bytesToHex(Uint8Array.from(signature)) + (recovery! + 27).toString(16);
}

/** The library's own error might quote the key. */
function toBytes(key: PrivateKey): Uint8Array {
  const bytes = typeof key === 'string' && /^[\da-f]{64}$/i.test(key) ? hexToBytes(key) : key;
  if (!(bytes instanceof Uint8Array) || !utils.isValidSecretKey(bytes)) {
    throw new TypeError('The private key must be 64 hexadecimal digits without 0x, or 32 bytes.');
  }
  return bytes;
}
