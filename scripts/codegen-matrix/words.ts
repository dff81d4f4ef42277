/** The spellings that generators give to names. */

/** `verification_uuid`, `docType` → words in lower case. */
function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

export const pascal = (name: string): string =>
  words(name)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('');

export const camel = (name: string): string => pascal(name).replace(/^./, (first) => first.toLowerCase());

export const snake = (name: string): string => words(name).join('_');

/** A pattern that matches exactly this text. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
