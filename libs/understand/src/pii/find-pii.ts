import { isIP } from 'node:net';

/** Kinds of personal data that have a form of their own. Names and addresses have none: they are not looked for. */
export type PiiType =
  | 'CREDIT_CARD'
  | 'IBAN_CODE'
  | 'EMAIL_ADDRESS'
  | 'PHONE_NUMBER'
  | 'US_SSN'
  | 'CN_ID'
  | 'ID_NUMBER'
  | 'IP_ADDRESS'
  | 'DOMAIN_NAME';

/** Half-open, in UTF-16 units of the text. */
export interface PiiSpan {
  type: PiiType;
  start: number;
  end: number;
}

interface PiiRule {
  type: PiiType;
  pattern: RegExp;
  /** What a pattern cannot say: a checksum, a range, the words before and after it. */
  accepts?(match: string, before: string, after: string): boolean;
}

/**
 * Personal data with a form of its own, by patterns and checksums: cards (Luhn), IBANs (mod 97), Chinese identity
 * numbers (mod 11-2), email, phone and social-security numbers, IP and web addresses, and numbers that are called an
 * identity document's. Rules are in order of trust;
 * a later one takes nothing from an earlier one. Spans come in order and do not overlap. Time grows linearly with
 * the text, whose length the caller bounds.
 */
export function findPii(text: string): PiiSpan[] {
  const spans: PiiSpan[] = [];
  for (const { type, pattern, accepts } of rules) {
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const end = index + match.length;
      if (spans.some((span) => index < span.end && span.start < end)) continue;
      const before = text.slice(Math.max(0, index - contextLength), index);
      if (accepts && !accepts(match, before, text.slice(end, end + contextLength))) continue;
      spans.push({ type, start: index, end });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

const contextLength = 40;
const digitsOf = (text: string): string => text.replace(/\D/g, '');

const rules: readonly PiiRule[] = [
  {
    type: 'EMAIL_ADDRESS',
    pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,6}\p{L}{2,24}(?![\w-])/gu,
  },
  { type: 'DOMAIN_NAME', pattern: /\b(?:https?:\/\/|www\.)[^\s<>"'()\u3000-\uffef]{3,300}/gi },
  {
    type: 'IP_ADDRESS',
    pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)|(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi,
    accepts: (match) => isIP(match) !== 0 && match !== '::',
  },
  {
    type: 'IBAN_CODE',
    pattern: /(?<![\p{L}\d])[a-z]{2}\d{2}(?:[ -]?[a-z\d]{4}){2,7}(?:[ -]?[a-z\d]{1,4})?(?![\p{L}\d])/giu,
    accepts: isIban,
  },
  { type: 'CN_ID', pattern: /(?<!\d)\d{17}[\dXx](?!\d)/g, accepts: isChineseId },
  {
    type: 'CREDIT_CARD',
    pattern: /(?<![\d.+])\d(?:[ -]?\d){11,18}(?![\d]|\.\d)/g,
    // A mistyped number that is called a card is worth hiding all the same.
    accepts: (match, before) => (/^[1-6]/.test(match) && isLuhn(digitsOf(match))) || cardWords.test(before),
  },
  {
    type: 'US_SSN',
    pattern: /(?<![\d-])(?!000|666)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g,
  },
  {
    type: 'ID_NUMBER',
    // Small letters stand apart from a number: "is 1234567".
    pattern:
      /(?<![\p{L}\d-])(?:[A-Za-z]{5}\d{6}[A-Za-z\d]{5}|(?:[A-Z]{1,3} ?|[a-z]{1,3})?\d(?:[ -]?\d){4,14}[A-Za-z]?)(?![\p{L}\d])/gu,
    accepts: (_, before) => idWords.test(before),
  },
  {
    type: 'PHONE_NUMBER',
    // From the sign or bracket that opens it to its last digit, with an extension.
    pattern:
      /(?<![\w.#$€£¥+-]|\d[ ,])(?:\+|00)?\(?\d(?:[ .\-/()]{0,2}\d){6,14}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?!\w|[ .,]\d|-\d)/gi,
    accepts: isPhone,
  },
];

const idWords =
  /(?:driv(?:er|ing)(?:['’]?s)? licen[cs]e|passport|national insurance|social security|taxpayer|identity card|\bid card|护照|身份证|驾驶证|驾照)[^\n\d]{0,25}$/i;

const cardWords = /(?:card|visa|master|amex|卡号|信用卡|银行卡)[^\n]{0,20}$/i;

/** Luhn's checksum over digits. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** ISO 13616: the letters as numbers, the first four characters last, modulo 97. */
function isIban(match: string): boolean {
  const iban = match.replace(/[ -]/g, '').toUpperCase();
  if (iban.length < 15 || iban.length > 34) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(parseInt(character, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

/** GB 11643: a birth date inside, and a check digit modulo 11. */
function isChineseId(id: string): boolean {
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  if (!/^(?:19|20)/.test(id.slice(6, 8)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, place) => total + weight * Number(id[place]),
    0,
  );
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

const phoneWords =
  /(?:phone|mobile|cell|call|tel|number|fax|whatsapp|contact|text|sms|reach|dial|answering at|电话|手机|号码|联系|致电)(?:[^\n]{0,30}|\W{0,4})$/i;
/** Of a line in an address book. */
const wordsAfter = /^[ -]{0,3}(?:office|fax|mobile|home|work|desk)\b/i;
/** Numbers of another kind say so. */
const otherWords =
  /(?:order|invoice|ref(?:erence)?|ticket|tracking|parcel|case|sku|item|account|licen[cs]e|订单|单号|编号)[^\n]{0,15}$/i;

/** The beginning of an IBAN whose checksum is wrong. */
const accountStart = /\b[a-z]{2}\d{2} ?[a-z]{0,4} ?$/i;

/** A plus sign, a Chinese mobile, groups as people write numbers, or a word before it that says so. */
function isPhone(match: string, before: string, after: string): boolean {
  const digits = digitsOf(match.replace(/(?:x|ext).*$/i, ''));
  if (digits.length < 7 || digits.length > 15) return false;
  if (/^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:\D|$)/.test(match)) return false;
  if (match.startsWith('+')) return true;
  // Thousands and versions are written with dots too.
  if (/^\d{1,3}(?:\.\d{3})+$|^\d(?:\.\d+)+$/.test(match)) return false;
  if (otherWords.test(before) || accountStart.test(before)) return false;
  if (/^1[3-9]\d{9}$/.test(match)) return true;
  const groups = match.split(/[ .\-/()]+/).filter(Boolean).length;
  return groups >= 3 || (match.includes('(') && groups >= 2) || phoneWords.test(before) || wordsAfter.test(after);
}
