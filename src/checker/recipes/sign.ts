/** Signatures over the exact bytes of a body, by the name of their algorithm. */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { hashes, sign as signHash, utils } from '@noble/secp256k1';
import { CliError } from '../../openapi/cli-error.js';

// Without them the library signs by way of crypto.subtle only, which answers later.
hashes.sha256 = (message) => Uint8Array.from(sha256(message));
hashes.hmacSha256 = (key, message) => Uint8Array.from(hmac(sha256, key, message));

type Sign = (body: Buffer, key: string) => string;

const algorithms: Readonly<Record<string, Sign>> = {
  /** ECDSA of the body's Keccak-256 hash, as Ethereum signs it: r, s and v (27 or 28), hexadecimal. */
  'secp256k1-keccak256': (body, key) => {
    const options = { prehash: false, format: 'recovered' } as const;
    const [recovery = 0, ...signature] = signHash(keccak_256(body), hexToBytes(key), options);
    return bytesToHex(Uint8Array.from(signature)) + (27 + recovery).toString(16);
  },
};

/** @throws {CliError} exit code 2 for an algorithm that is not known, or a key that is none. */
export function signer({ sign: name, key }: { sign: string; key: string }): (body: Buffer) => string {
  const sign = algorithms[name];
  if (!sign) throw new CliError(`unknown signature "${name}": known are ${Object.keys(algorithms).join(', ')}`, 2);
  if (!/^[0-9a-f]{64}$/i.test(key) || !utils.isValidSecretKey(hexToBytes(key)))
    throw new CliError(`the key of "${name}" is no private key`, 2);
  return (body) => sign(body, key);
}
