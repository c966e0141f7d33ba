/** What a label's name says in words: "cardArrival_late" becomes "card arrival late". */
export const nameAsText = (label: string): string =>
  label
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
