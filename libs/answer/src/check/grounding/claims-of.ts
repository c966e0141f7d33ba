/** What a sentence states that must be found again exactly. */
export interface Claims {
  /** Numbers without thousands separators and signs: "1,200.50" is 1200.5, "three" is 3. */
  numbers: string[];
  /** Capitalised words inside the sentence, months and weekdays included, in lower case. */
  names: string[];
  /** Links and e-mail addresses, in lower case. */
  addresses: string[];
}

const numberWords = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
  'eighteen nineteen twenty',
]
  .join(' ')
  .split(' ');
const chineseDigits = [...'零一二三四五六七八九十'];
const address = /https?:\/\/[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+/g;

export function claimsOf(sentence: string): Claims {
  const addresses = (sentence.toLowerCase().match(address) ?? []).map((found) => found.replace(/[.,;]$/, ''));
  const plain = sentence.replace(address, ' ');
  return { numbers: numbersOf(plain), names: namesOf(plain), addresses };
}

/** "one" is seldom a number, and Chinese numerals count only before a unit of time or money. */
function numbersOf(text: string): string[] {
  const digits = (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map(normalise);
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const spelled = words.map((word) => numberWords.indexOf(word)).filter((value) => value > 1);
  const chinese = [...text.matchAll(/([零一二三四五六七八九十])(?=[天日周月年元小分个])/gu)];
  return [
    ...new Set([
      ...digits,
      ...spelled.map(String),
      ...chinese.map(([, digit]) => String(chineseDigits.indexOf(digit ?? ''))),
    ]),
  ];
}

function normalise(number: string): string {
  const plain = number.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  return Number.isNaN(Number(plain)) ? plain : String(Number(plain));
}

function namesOf(text: string): string[] {
  const inside = text.matchAll(/(?<=[\p{Ll}\p{N},;:]["'(]*\s["'(]*)\p{Lu}[\p{L}\p{N}'-]+/gu);
  return [...new Set([...inside].map(([name]) => name.toLowerCase().replace(/'s$/, '')))];
}
