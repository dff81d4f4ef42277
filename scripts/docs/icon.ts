/** The site's marks, written out in its pages so that no browser has to ask for an image. */

const tick =
  '<rect width="32" height="32" rx="8" fill="#2f5bea"/><path d="M9 16.5l4.8 4.8L23.5 11" fill="none" stroke="#fff" ' +
  'stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>';

export const icon = image(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${tick}</svg>`);

/** The way back from a reference. An image has one colour for light and dark pages alike: this blue reads on both. */
export const homeMark = image(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 44" width="260" height="44"><g transform="translate(4 6)">${tick}</g>` +
    '<text x="48" y="28" font-family="system-ui, sans-serif" font-size="17" font-weight="600" fill="#3b82f6">All providers</text></svg>',
);

function image(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
