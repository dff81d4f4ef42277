/** Signatures over the exact bytes of a body, by the name of their algorithm. */
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak_256 } from '@noble/hashes/sha3';
import { CliError } from '../../scripts/cli-error.js';

type Sign = (body: Buffer, key: string) => string;

const algorithms: Readonly<Record<string, Sign>> = {
  /** ECDSA of the body's Keccak-256 hash, as Ethereum signs it: r, s and v (27 or 28), hexadecimal. */
  'secp256k1-keccak256': (body, key) => {
    const signature = secp256k1.sign(keccak_256(body), key);
    return signature.toCompactHex() + (27 + signature.recovery).toString(16);
  },
};

/** @throws {CliError} exit code 2 for an algorithm that is not known, or a key that is none. */
export function signer({ sign: name, key }: { sign: string; key: string }): (body: Buffer) => string {
  const sign = algorithms[name];
  if (!sign) throw new CliError(`unknown signature "${name}": known are ${Object.keys(algorithms).join(', ')}`, 2);
  if (!secp256k1.utils.isValidPrivateKey(key)) throw new CliError(`the key of "${name}" is no private key`, 2);
  return (body) => sign(body, key);
}
