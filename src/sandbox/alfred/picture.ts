/** JPEG and PNG are the formats that the page of KYC Full names. */
const beginnings = [
  [0xff, 0xd8, 0xff], // JPEG (ITU T.81): start of image, and the marker after it
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG (ISO 15948)
];

/** By content: what a file is called, and what its sender calls it, says little. */
export function isPicture(bytes: Uint8Array): boolean {
  return beginnings.some((beginning) => beginning.every((byte, index) => bytes[index] === byte));
}
