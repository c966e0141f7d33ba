/**
 * Does a value stand in the visitor's words? A number or an id must be there character by character (spaces, hyphens
 * and case aside); of longer words every one must be there.
 */
export function standsIn(value: string, message: string): boolean {
  if (/\d/.test(value)) return squeezed(message).includes(squeezed(value));
  const words = new Set(wordsOf(message));
  const wanted = wordsOf(value);
  return wanted.length > 0 && wanted.every((word) => words.has(word));
}

const squeezed = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}'’]+/gu) ?? [];
