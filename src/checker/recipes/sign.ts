/** Signs the exact bytes of a body, by the name of the algorithm. */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { getPublicKey, hashes, sign as signHash, utils } from '@noble/secp256k1';
import { CliError } from '../../openapi/cli-error.js';

// Without these the library signs only by crypto.subtle, which is asynchronous.
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

interface Signing {
  sign: string;
  key?: string;
  /** A text to derive a key from. */
  seed?: string;
  /** The part of a form that is signed. @default the whole body */
  part?: string;
}

/** @throws {CliError} exit code 2 for an algorithm that is not known, or a key that is none. */
export function signer({ sign: name, part, ...source }: Signing): (body: Buffer) => string {
  const sign = algorithms[name];
  if (!sign) throw new CliError(`unknown signature "${name}": known are ${Object.keys(algorithms).join(', ')}`, 2);
  const key = keyOf(source);
  return (body) => sign(part === undefined ? body : partOf(body, part), key);
}

/**
 * The Ethereum address of a key.
 * @throws {CliError} exit code 2 for an invalid key
 */
export function addressOf(source: Omit<Signing, 'sign'>): string {
  const publicKey = getPublicKey(hexToBytes(keyOf(source)), false);
  return `0x${bytesToHex(keccak_256(publicKey.subarray(1)).subarray(-20))}`;
}

/** The library's errors quote the key. */
function keyOf({ key, seed }: Pick<Signing, 'key' | 'seed'>): string {
  const text = key ?? bytesToHex(keccak_256(Buffer.from(seed ?? '')));
  if (/^[0-9a-f]{64}$/i.test(text) && utils.isValidSecretKey(hexToBytes(text))) return text;
  throw new CliError('the key that requests are signed with is no private key', 2);
}

/** The whole body, where it is no form. */
function partOf(body: Buffer, name: string): Buffer {
  const text = body.toString('latin1');
  const [, boundary] = /^--([^\r\n]+)\r\n/.exec(text) ?? [];
  const head = boundary === undefined ? undefined : new RegExp(`; name="${name}"[^]*?\\r\\n\\r\\n`).exec(text);
  if (!head) return body;
  const from = head.index + head[0].length;
  return body.subarray(from, text.indexOf(`\r\n--${boundary}`, from));
}
