/** Detects the type of a file by its first bytes, since its name and the sender's media type are not reliable. */

export type FileType = keyof typeof beginnings;

const beginnings = {
  'image/jpeg': [0xff, 0xd8, 0xff], // ITU T.81: start of image, and the marker after it
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // ISO 15948
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d], // ISO 32000: %PDF-
} as const;

/** @returns the media type; undefined for a type that no provider names */
export function typeOfFile(bytes: Uint8Array): FileType | undefined {
  const types = Object.keys(beginnings) as FileType[];
  return types.find((type) => beginnings[type].every((byte, index) => bytes[index] === byte));
}

export const fileExtension = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;
