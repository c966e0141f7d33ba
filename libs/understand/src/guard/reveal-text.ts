/** Runs that may be base64 or hex, long enough to hold an order. */
const base64Run = /(?:[A-Za-z0-9+/]{4}){6,}[A-Za-z0-9+/]{0,3}={0,2}/g;
const hexRun = /(?:(?:0x|\\x|%)?[0-9a-f]{2}[ ,]?){16,}/gi;
/** Words that orders to a model are made of, as ROT13 writes them. */
const rot13Words = /\b(?:vtaber|qvfertneq|vafgehpgvbaf?|cebzcg|flfgrz|erirny|sbetrg)\b/i;
const mostRuns = 8;

/**
 * A text with what is hidden in it in plain sight: Unicode tags, letters of other alphabets that look Latin, letters
 * spaced out, digits for letters, and what base64, hex and ROT13 say. The first is the text without invisible
 * characters; the others are only there when they say something else.
 */
export function revealText(text: string): string[] {
  const shown = text.normalize('NFKC').replace(tags, fromTag);
  const visible = lookLatin(shown.replace(/\p{Cf}+/gu, ''));
  const others = [joinSpaced(visible), ...decodedRuns(visible)];
  if (rot13Words.test(visible)) others.push(rot13(visible));
  return [...new Set([visible, ...others.filter((other) => other !== '')])];
}

/** Unicode tag characters (U+E0020 to U+E007E) are ASCII that nobody sees. */
const tags = /[\u{E0020}-\u{E007E}]/gu;
const fromTag = (tag: string): string => String.fromCodePoint((tag.codePointAt(0) as number) - 0xe0000);

const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeоoрpсcхxуyіiѕsјjԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXαaοoεeιiνvρp'].reduce<[string, string][]>(
    (pairs, character, index, all) => (index % 2 === 0 ? [...pairs, [character, all[index + 1] as string]] : pairs),
    [],
  ),
);

/** Words that mix alphabets are written for the eye alone. */
function lookLatin(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /[a-z]/i.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)
      ? [...word].map((character) => lookalikes[character] ?? character).join('')
      : word,
  );
}

/** "i g n o r e": six single letters or more in a row are one word; wider gaps part words. */
function joinSpaced(text: string): string {
  const joined = text.replace(/(?:(?<!\p{L})\p{L}[ .\-_*]){5,}\p{L}(?!\p{L})/gu, (run) => run.replace(/[ .\-_*]/g, ''));
  return joined === text ? '' : joined;
}

function decodedRuns(text: string): string[] {
  const base64 = (text.match(base64Run) ?? []).slice(0, mostRuns).map((run) => Buffer.from(run, 'base64'));
  const hex = (text.match(hexRun) ?? [])
    .slice(0, mostRuns)
    .map((run) => Buffer.from(run.replace(/0x|\\x|%|[ ,]/gi, ''), 'hex'));
  return [...base64, ...hex].map((bytes) => bytes.toString('utf8')).filter(isWriting);
}

/** Decoded bytes count when nearly all of them are letters and spaces. */
function isWriting(text: string): boolean {
  const letters = text.match(/[\p{L} ]/gu)?.length ?? 0;
  return text.length >= 12 && letters / text.length > 0.85 && /\p{L}{2}/u.test(text);
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
