import type { Entity } from '@switchboard/contracts';
import { collect } from './found';
import { chineseNumber, englishNumber, numberOf } from './numbers';

const number = `(\\d{1,4}|${englishNumber})`;
const units =
  'pairs?|pieces?|pcs|items?|units?|sets?|packs?|boxes|copies|bottles?|tickets?|people|persons|adults?|children|kids';
const measures = '件|双|个|顶|台|张|份|本|盒|套|条|只|把|瓶|包|位|人';
/** A number before one of these is a measure of time or size and counts nothing. */
const notCounted =
  /^(?:\s|-)?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|%|percent|per cent|am|pm|kg|g|cm|mm|km|m|l|litres?|pounds?|quid|euros?|dollars?|p|st|nd|rd|th)\b/i;

/** How many of something: with a unit, as "3 x", "qty 2", or in front of a name that was found. */
export function findQuantities(source: string, names: readonly Entity[]): Entity[] {
  const bounded = (text: string): RegExp =>
    new RegExp(`(?<![\\p{L}\\d.,£$€:/-])${text}(?![\\p{Script=Latin}\\d])`, 'giu');
  /** "quantity to 4" is the quantity "4". */
  const toNumber = (text: string): number => text.search(new RegExp(`${number}$`, 'iu'));
  const value = ([, text]: RegExpExecArray): number | null => numberOf(text ?? '');
  const inFront = names.flatMap(({ start }) => {
    const lead = source.slice(0, start);
    const match = new RegExp(
      `(?<![\\p{L}\\d.,£$€])${number}(\\s+(?:of the|of your|of|more|new|other|\\p{L}+)\\s+|\\s+)$`,
      'iu',
    ).exec(lead);
    if (match === null || notCounted.test(lead.slice(match.index + (match[1]?.length ?? 0)))) return [];
    const amount = numberOf(match[1] ?? '');
    if (amount === null) return [];
    return [
      {
        type: 'quantity',
        start: match.index,
        end: match.index + (match[1]?.length ?? 0),
        text: match[1] ?? '',
        value: amount,
      },
    ];
  });
  return [
    ...collect(source, 'quantity', bounded(`${number} (?:${units})`), value),
    ...collect(source, 'quantity', bounded(`${number} of (?:them|these|those|it)`), value),
    ...collect(source, 'quantity', /(?<![\p{L}\d.,£$€])(\d{1,3})\s?[x×](?![\p{L}\d])/giu, value),
    ...collect(source, 'quantity', /(?<![\p{L}\d])[x×]\s?(\d{1,3})(?!\d)/giu, value),
    ...collect(
      source,
      'quantity',
      new RegExp(`(?:qty|quantity|how many|amount)[:\\s]+(?:is |to |of )?${number}(?![\\p{Script=Latin}\\d])`, 'giu'),
      value,
      toNumber,
    ),
    ...collect(
      source,
      'quantity',
      new RegExp(`(\\d{1,4}|${chineseNumber})(?:${measures})(?![月星周]|问题|人说|小?时|礼拜|疑问|地方|建议|事)`, 'gu'),
      value,
    ),
    ...inFront,
  ];
}
