const negations =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unable|except)\b|n['’]t\b|(?:不|没|無|无|未|别|勿|禁止)/giu;

/** Words that turn a statement round when one stands for the other. */
const opposites: readonly (readonly [RegExp, RegExp])[] = (
  [
    ['increas\\w*|rais\\w*|higher', 'decreas\\w*|reduc\\w*|lower\\w*'],
    ['more', 'less|fewer'],
    ['most', 'least'],
    ['maximum|at most|up to', 'minimum|at least'],
    ['before', 'after'],
    ['always', 'never|sometimes|rarely'],
    ['open|opens', 'closed|closes'],
    ['free', 'paid|charged?|fee'],
    ['allow\\w*|permit\\w*|may', 'forbid\\w*|forbidden|prohibit\\w*|must not'],
    ['include[sd]?|including', 'exclude[sd]?|excluding'],
    ['required|must|mandatory', 'optional|need not'],
    ['above|over', 'below|under'],
    ['first', 'last'],
    ['accept\\w*', 'refus\\w*|reject\\w*|declin\\w*'],
    ['can', 'cannot|can not'],
    ['buyer|customer|you pay', 'seller|we pay'],
    ['online', 'in store|in person'],
  ] as const
).map(([one, other]) => [word(one), word(other)]);

function word(pattern: string): RegExp {
  return new RegExp(`\\b(?:${pattern})\\b`, 'iu');
}

/** Does one sentence deny what the other affirms, or say the opposite of one of its words? */
export function contradicts(sentence: string, source: string): boolean {
  if (isNegated(sentence) !== isNegated(source)) return true;
  return opposites.some(
    ([one, other]) =>
      (one.test(sentence) && !other.test(sentence) && other.test(source) && !one.test(source)) ||
      (other.test(sentence) && !one.test(sentence) && one.test(source) && !other.test(source)),
  );
}

/** Two negations cancel each other out. */
function isNegated(sentence: string): boolean {
  return (sentence.match(negations) ?? []).length % 2 === 1;
}
