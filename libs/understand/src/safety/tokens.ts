/** A Latin word or number, or a single Chinese character: what a safety pattern counts in. */
export interface Token {
  text: string;
  isHan: boolean;
}

/** Lower case, apostrophes and accents gone, full-width as usual. */
export function tokensOf(text: string): Token[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=\p{L})['’`](?=\p{L})/gu, '');
  return (plain.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []).map((token) => ({
    text: token,
    isHan: /\p{Script=Han}/u.test(token),
  }));
}
