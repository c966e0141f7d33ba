export interface Pseudonyms {
  /** The text with a pseudonym for each span; the same value always gets the same one. */
  hide(text: string, spans: readonly { type: string; start: number; end: number }[]): string;
  /** The next piece of a stream with its values back. What may be the beginning of a pseudonym is kept for later. */
  restore(piece: string): string;
  /** What `restore` has kept, at the end of the stream. */
  restoreRest(): string;
  /** A whole text with its values back. */
  restoreAll(text: string): string;
  /** How many different values of each type are hidden. */
  counts(): Record<string, number>;
}

/** Pseudonyms such as `<CREDIT_CARD_1>`, none of which stands in `taken` already. */
export function createPseudonyms(taken: string): Pseudonyms {
  const byValue = new Map<string, string>();
  const byPseudonym = new Map<string, string>();
  const counts: Record<string, number> = {};
  let kept = '';

  const pseudonymOf = (type: string, value: string): string => {
    const known = byValue.get(`${type} ${value}`);
    if (known !== undefined) return known;
    let number = (counts[type] = (counts[type] ?? 0) + 1);
    while (taken.includes(`<${type}_${number}>`) || byPseudonym.has(`<${type}_${number}>`)) number++;
    const pseudonym = `<${type}_${number}>`;
    byValue.set(`${type} ${value}`, pseudonym);
    byPseudonym.set(pseudonym, value);
    return pseudonym;
  };
  const replaceAll = (text: string): string =>
    text.replace(/<[A-Z]+(?:_[A-Z]+)*_\d+>/g, (pseudonym) => byPseudonym.get(pseudonym) ?? pseudonym);

  return {
    hide(text, spans) {
      let hidden = '';
      let end = 0;
      for (const span of spans) {
        hidden += text.slice(end, span.start) + pseudonymOf(span.type, text.slice(span.start, span.end));
        end = span.end;
      }
      return hidden + text.slice(end);
    },
    restore(piece) {
      const text = kept + piece;
      const cut = /<[A-Z_]{0,40}\d{0,6}$/.exec(text)?.index ?? text.length;
      kept = text.slice(cut);
      return replaceAll(text.slice(0, cut));
    },
    restoreRest() {
      const rest = replaceAll(kept);
      kept = '';
      return rest;
    },
    restoreAll: replaceAll,
    counts: () => ({ ...counts }),
  };
}
