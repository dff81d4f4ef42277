/** The four documents of the spec's examples (getDocument): images of one pixel, an empty page, four zero bytes. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { fromBase64 } from '../core/base64.js';

const file = (id: string, type: string, filename: string, name: string, mimeType: string, base64: string) => {
  const bytes = fromBase64(base64);
  return { id, type, filename, name, mimeType, bytes, hash: bytesToHex(sha256(bytes)) };
};

export const exampleFiles = [
  file(
    '5c1f7e38-92ab-4d06-8b75-e03a64c9d112',
    'id_drivers_license',
    'license_front',
    "Driver's license, front",
    'image/png',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  ),
  file(
    'e90b4a17-36d2-4c85-b1f8-7a5c02d94e63',
    'id_passport',
    'passport',
    'Passport',
    'image/jpeg',
    '/9j/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
  ),
  file(
    '0d7c92f5-b841-4e3a-96c0-f2183b5ae479',
    'bank_statement',
    'statement',
    'Statement',
    'application/pdf',
    'JVBERi0xLjAKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL01lZGlhQm94WzAgMCAzIDNdPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFI+Pg==',
  ),
  file('a61e3f80-5c27-4db9-8041-9f2d7b60c3e5', 'other_doc', 'other', 'Other', 'application/octet-stream', 'AAAAAA=='),
];
