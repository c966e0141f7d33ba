import type { Entity } from '@switchboard/contracts';
import { collect } from './found';
import { chineseNumber, englishNumber, numberOf } from './numbers';

const symbols: Record<string, string> = { '£': 'GBP', '€': 'EUR', $: 'USD', '¥': 'CNY', '￥': 'CNY' };
const names: [currency: string, pattern: string][] = [
  ['GBP', 'pounds? sterling|pounds?|quid|gbp|英镑'],
  ['EUR', 'euros?|eur|欧元'],
  ['USD', '(?:us )?dollars?|bucks|usd|美元|美金'],
  ['CNY', 'yuan|rmb|cny|元钱|块钱|元|块|人民币'],
  ['CHF', 'swiss francs?|chf|瑞士法郎'],
];
const named = names.map(([, pattern]) => pattern).join('|');
const currencyOf = (name: string): string | null =>
  names.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'i').test(name))?.[0] ?? null;

const digits = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d{1,2})?';
const scale = '(k|m|grand|thousand|million|万|千)?';
const scaleOf: Record<string, number> = { k: 1e3, grand: 1e3, thousand: 1e3, 千: 1e3, 万: 1e4, m: 1e6, million: 1e6 };

/** Amounts of money with their currency: signs, codes, names and number words, English and Chinese. */
export function findAmounts(source: string): Entity[] {
  const value = (number: string | undefined, factor: string | undefined, currency: string | null) => {
    const amount = numberOf(number ?? '');
    if (amount === null || currency === null) return null;
    const scaled = amount * (scaleOf[(factor ?? '').toLowerCase()] ?? 1);
    return { amount: Math.round(scaled * 100) / 100, currency };
  };
  const before = (text: string): string => `(?<![\\p{L}\\d.,])${text}`;
  return [
    ...collect(
      source,
      'amount',
      new RegExp(`([£€$¥￥])\\s?(${digits})\\s?${scale}(?![\\p{Script=Latin}\\d])`, 'giu'),
      ([, sign, number, factor]) => value(number, factor, symbols[sign ?? ''] ?? null),
    ),
    ...collect(
      source,
      'amount',
      new RegExp(before(`(gbp|eur|usd|cny|rmb|chf)\\s?(${digits})(?!\\d)`), 'giu'),
      ([, code, number]) => value(number, undefined, currencyOf(code ?? '')),
    ),
    ...collect(
      source,
      'amount',
      new RegExp(
        `(?<![\\p{Script=Latin}\\d.,])(${digits}|${englishNumber})\\s?${scale}\\s?(€|£|${named})(?![\\p{Script=Latin}\\d])`,
        'giu',
      ),
      ([, number, factor, name]) => value(number, factor, symbols[name ?? ''] ?? currencyOf(name ?? '')),
    ),
    ...collect(
      source,
      'amount',
      new RegExp(`(?:人民币)?(${chineseNumber})(块钱|元钱|元|块|英镑|欧元|美元)(?:人民币)?`, 'gu'),
      ([, number, name]) => value(number, undefined, currencyOf(name ?? '')),
    ),
    ...collect(source, 'amount', new RegExp(`人民币\\s?(${digits})(?:元|块)?`, 'gu'), ([, number]) =>
      value(number, undefined, 'CNY'),
    ),
    ...collect(source, 'amount', new RegExp(before('a (tenner|fiver)(?!\\p{L})'), 'giu'), ([, note]) => ({
      amount: note?.toLowerCase() === 'fiver' ? 5 : 10,
      currency: 'GBP',
    })),
    ...collect(source, 'amount', new RegExp(before('(\\d{1,2})p(?![\\p{L}\\d])'), 'gu'), ([, pence]) => ({
      amount: Number(pence) / 100,
      currency: 'GBP',
    })),
  ];
}
