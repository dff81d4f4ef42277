/**
 * Whether a file is what `mime_type` says. Source: PHP SDK, DocumentsTest, where a mismatch gets 400; how Sila finds out
 * is not shown. By the first bytes, of the three types that are seen to be accepted, is our choice.
 */
const signatures: Readonly<Record<string, readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** Another type is believed, unless the file is visibly one of the three. */
export function isOfType(bytes: Uint8Array, mimeType: string): boolean {
  const claimed = mimeType.toLowerCase() === 'image/jpg' ? 'image/jpeg' : mimeType.toLowerCase();
  const actual = Object.keys(signatures).find((type) => signatures[type]?.every((byte, at) => bytes[at] === byte));
  return actual === claimed || (actual === undefined && !(claimed in signatures));
}
