/**
 * SILA-SIGNATURE. The page shows 44 characters of base64, which are 32 bytes, and says HMAC with a shared secret over
 * "several parts of the event"; which parts and which hash nobody can read. HMAC-SHA-256 over the whole body is OUR
 * CHOICE: code that checks it here may have to change against Sila.
 */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';

const encoder = new TextEncoder();

export const signEvent = (body: string, secret: string): string =>
  btoa(String.fromCharCode(...hmac(sha256, encoder.encode(secret), encoder.encode(body))));
