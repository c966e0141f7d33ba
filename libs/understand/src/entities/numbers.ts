const english: Record<string, number> = Object.fromEntries(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
   eighteen nineteen twenty`
    .split(/\s+/)
    .map((word, value) => [word, value]),
);
['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].forEach(
  (word, i) => (english[word] = 30 + 10 * i),
);
Object.assign(english, { a: 1, an: 1, couple: 2, 'a couple': 2, 'a couple of': 2, 'a pair of': 2, few: 3, dozen: 12 });
Object.assign(english, { 'a dozen': 12, 'half a dozen': 6, hundred: 100, 'a hundred': 100, thousand: 1_000 });

const small = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const teens = 'thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const tens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';

/** Number words of English up to "nine hundred and ninety-nine thousand", as a pattern without groups. */
export const englishNumber = `(?:(?:${small}) hundred(?: and (?:(?:${tens})(?:[- ](?:${small}))?|${small}|${teens}))?|(?:(?:${tens})(?:[- ](?:${small}))?|${small}|${teens})(?: thousand)?|a hundred|a thousand|half a dozen|a dozen|a couple of|a couple|a pair of)`;

const chineseDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const chineseUnits: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };

/** Numerals of Chinese, as a pattern without groups. */
export const chineseNumber = '[零〇一二两三四五六七八九十百千万]+';

/** Digits, English number words or Chinese numerals; null for anything else. */
export function numberOf(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/^\d[\d,]*(?:\.\d+)?$/.test(plain)) return Number(plain.replace(/,/g, ''));
  if (/^[零〇一二两三四五六七八九十百千万]+$/.test(plain)) return chineseNumberOf(plain);
  return englishNumberOf(plain);
}

function englishNumberOf(text: string): number | null {
  const known = english[text];
  if (known !== undefined) return known;
  let [total, current] = [0, 0];
  for (const word of text.split(/[\s-]+/)) {
    if (word === 'and') continue;
    const value = english[word];
    if (value === undefined) return null;
    if (word === 'hundred') current = Math.max(1, current) * 100;
    else if (word === 'thousand') [total, current] = [total + Math.max(1, current) * 1_000, 0];
    else current += value;
  }
  return total + current;
}

/** 三十五, 两百, 一万二. A digit after a unit counts in the next smaller one. */
function chineseNumberOf(text: string): number | null {
  let [total, section, digit, lastUnit] = [0, 0, -1, 1];
  for (const character of text) {
    if (character === '万') {
      section = (section + Math.max(0, digit)) * 10_000;
      [total, section, digit, lastUnit] = [total + section, 0, -1, 10_000];
    } else if (character in chineseUnits) {
      const unit = chineseUnits[character] as number;
      section += (digit < 0 ? 1 : digit) * unit;
      [digit, lastUnit] = [-1, unit];
    } else {
      digit = chineseDigits[character] ?? -1;
      if (digit === 0) [digit, lastUnit] = [-1, 1];
    }
  }
  const short = lastUnit >= 100 ? lastUnit / 10 : 1;
  return total + section + (digit < 0 ? 0 : digit * short);
}
