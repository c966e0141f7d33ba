import type { Entity } from '@switchboard/contracts';
import {
  type Direction,
  type IsoDate,
  addDays,
  addMonths,
  dayOf,
  nearestMonth,
  nearestYear,
  weekday,
} from './calendar';
import { collect } from './found';
import { chineseNumber, englishNumber, numberOf } from './numbers';

export interface DateOptions {
  today: IsoDate;
  /** 3/5 is the third of May; without it the fifth of March. */
  dayFirst: boolean;
}

/** Dates said in English or Chinese, relative and absolute, as ISO dates. Spans may overlap: the caller chooses. */
export function findDates(source: string, options: DateOptions): Entity[] {
  return [...englishDates(source, options), ...chineseDates(source, options), ...numericDates(source, options)];
}

const weekdays = [
  'mon(?:day)?',
  'tue(?:s(?:day)?)?',
  'wed(?:nesday|s)?',
  'thu(?:rs?(?:day)?)?',
  'fri(?:day)?',
  'sat(?:urday)?',
  'sun(?:day)?',
];
const months = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string): number => monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const weekdayOfName = (name: string): number => weekdays.findIndex((day) => new RegExp(`^${day}$`, 'i').test(name)) + 1;

const pastWords =
  /\b(?:since|ordered|bought|arrived|came|received|delivered|paid|happened|was|were|did|sent|got|took|started|made|charged|had|ago|last)\b[^.!?]{0,40}$/i;
/** Which way a day without more is meant: what has happened lies behind. */
const towards = (source: string, index: number): Direction =>
  pastWords.test(source.slice(0, index)) ? 'past' : 'future';

const ordinal = '(\\d{1,2})(?:st|nd|rd|th)?';
const count = `(\\d{1,3}|${englishNumber}|an?)`;

function englishDates(source: string, { today }: DateOptions): Entity[] {
  const find = (pattern: string, read: (groups: string[], match: RegExpExecArray) => IsoDate | null): Entity[] =>
    collect(source, 'date', new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'giu'), (match) =>
      read(
        match.slice(1).map((group) => group ?? ''),
        match,
      ),
    );
  const withYear = (day: string, month: string, year: string, index: number): IsoDate | null =>
    year === ''
      ? nearestYear(today, monthOf(month), Number(day), towards(source, index))
      : dayOf(fullYear(year), monthOf(month), Number(day));
  return [
    ...find('(the )?day after tom+or+ow', () => addDays(today, 2)),
    ...find('(the )?day before yesterday', () => addDays(today, -2)),
    ...find('tom+or+ow|tomorow|tmrw|tmr', () => addDays(today, 1)),
    ...find('today|tonight|this (?:morning|afternoon|evening)', () => today),
    ...find('yesterday|last night', () => addDays(today, -1)),
    ...find(
      `(?:(this|next|last|coming|past) )?(${weekdays.join('|')})(?: (next|last) week)?`,
      ([said, day, week], { index }) => englishWeekday(today, day ?? '', said || week || '', towards(source, index)),
    ),
    ...find(`(?:a )?week (?:on |from )?(${weekdays.join('|')})`, ([day]) =>
      addDays(weekday(today, weekdayOfName(day ?? ''), 'nearest', 'future'), 7),
    ),
    ...find(`(?:in|within) ${count} (day|week|month|year)s?(?: time)?`, ([n, unit]) => shift(today, n, unit, 1)),
    ...find(`${count} (day|week|month|year)s? (?:from (?:now|today)|time)`, ([n, unit]) => shift(today, n, unit, 1)),
    ...find(`${count} (day|week|month|year)s? (?:ago|back)`, ([n, unit]) => shift(today, n, unit, -1)),
    ...find('(?:in )?a fortnight(?: ago)?', (_, match) => addDays(today, /ago/i.test(match[0]) ? -14 : 14)),
    ...find('a week today', () => addDays(today, 7)),
    ...find(`(?:the )?${ordinal}(?: of)? (${months})\\.?(?:,? (\\d{4}))?`, ([day, month, year], { index }) =>
      withYear(day ?? '', month ?? '', year ?? '', index),
    ),
    ...find(`(${months})\\.? (?:the )?${ordinal}(?:,? (\\d{4}))?`, ([month, day, year], { index }) =>
      withYear(day ?? '', month ?? '', year ?? '', index),
    ),
    ...find('(?:on |by |until |from |to )?the (\\d{1,2})(?:st|nd|rd|th)', ([day], { index }) =>
      nearestMonth(today, Number(day), towards(source, index)),
    ).map((entity) => withoutWord(entity)),
  ].filter((entity) => !isOtherWord(source, entity));
}

/** "sun", "sat" and "wed" are days only where a day is to be expected. */
function isOtherWord(source: string, { start, text }: Entity): boolean {
  if (!/^(?:sun|sat|wed|mon)$/i.test(text)) return false;
  return !/(?:^|\b(?:on|this|next|last|by|until|till?|before|after|from|to|or|and|coming|every|is)|[,/&])\s*$/i.test(
    source.slice(0, start),
  );
}

function englishWeekday(today: IsoDate, name: string, said: string, direction: Direction): IsoDate {
  const wanted = weekdayOfName(name);
  switch (said.toLowerCase()) {
    case 'next':
      return weekday(today, wanted, 'next', direction);
    case 'last':
    case 'past':
      return weekday(today, wanted, 'last', direction);
    case 'this':
      return weekday(today, wanted, 'this', direction);
    case 'coming':
      return weekday(today, wanted, 'nearest', 'future');
    default:
      return weekday(today, wanted, 'nearest', direction);
  }
}

/** "on the 12th" is the date "the 12th". */
function withoutWord(entity: Entity): Entity {
  const skip = /^(?:on|by|until|from|to) /i.exec(entity.text)?.[0].length ?? 0;
  return { ...entity, start: entity.start + skip, text: entity.text.slice(skip) };
}

function shift(today: IsoDate, amount: string | undefined, unit: string | undefined, sign: 1 | -1): IsoDate | null {
  const value = numberOf(amount ?? '');
  if (value === null) return null;
  switch (unit?.toLowerCase()) {
    case 'day':
    case '天':
    case '日':
      return addDays(today, sign * value);
    case 'week':
    case '周':
    case '星期':
    case '礼拜':
      return addDays(today, sign * value * 7);
    case 'month':
    case '月':
      return addMonths(today, sign * value);
    default:
      return addMonths(today, sign * value * 12);
  }
}

const near: Record<string, number> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨晚: -1,
  今天: 0,
  今晚: 0,
  今早: 0,
  明天: 1,
  明早: 1,
  明晚: 1,
  后天: 2,
  大后天: 3,
};
const chineseDay = '一二三四五六日天';

function chineseDates(source: string, { today }: DateOptions): Entity[] {
  const find = (pattern: string, read: (groups: string[], match: RegExpExecArray) => IsoDate | null): Entity[] =>
    collect(source, 'date', new RegExp(pattern, 'gu'), (match) =>
      read(
        match.slice(1).map((group) => group ?? ''),
        match,
      ),
    );
  const number = `(\\d{1,4}|${chineseNumber})`;
  return [
    ...find('大前天|大后天|前天|昨天|昨晚|今天|今晚|今早|明天|明早|明晚|后天', (_, match) =>
      addDays(today, near[match[0]] ?? 0),
    ),
    ...find(`(下下|下|这|本|上|上上)?个?(?:周|星期|礼拜)([${chineseDay}])`, ([which, day]) => {
      const wanted = Math.min(7, chineseDay.indexOf(day ?? '') + 1);
      if (which === '下下') return addDays(weekday(today, wanted, 'next', 'future'), 7);
      if (which === '下') return weekday(today, wanted, 'next', 'future');
      if (which === '上' || which === '上上')
        return addDays(weekday(today, wanted, 'this', 'past'), which === '上' ? -7 : -14);
      return which === '' ? weekday(today, wanted, 'nearest', 'future') : weekday(today, wanted, 'this', 'future');
    }),
    ...find(`(?:(\\d{4})年)?${number}月${number}[日号]?`, ([year, month, day], { index }) => {
      const [m, d] = [numberOf(month ?? ''), numberOf(day ?? '')];
      if (m === null || d === null) return null;
      if (year !== '') return dayOf(Number(year), m, d);
      return nearestYear(
        today,
        m,
        d,
        /(?:买|下单|收到|到货|付款|去年|上个月).{0,8}$/.test(source.slice(0, index)) ? 'past' : 'future',
      );
    }),
    ...find(`(?<![月\\d])${number}号(?![楼线门])`, ([day]) => nearestMonth(today, numberOf(day ?? '') ?? 0, 'future')),
    ...find(`${number}个?(天|日|周|星期|礼拜|月|年)(?:之|以)?后`, ([n, unit]) => shift(today, n, unit, 1)),
    ...find(`${number}个?(天|日|周|星期|礼拜|月|年)(?:之|以)?前`, ([n, unit]) => shift(today, n, unit, -1)),
  ];
}

function numericDates(source: string, { today, dayFirst }: DateOptions): Entity[] {
  const iso = collect(source, 'date', /(?<![\d-])(\d{4})[-/.年](\d{1,2})[-/.](\d{1,2})(?![\d-])/g, ([, y, m, d]) =>
    dayOf(Number(y), Number(m), Number(d)),
  );
  const full = collect(
    source,
    'date',
    /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])/g,
    ([, a, , b, y]) => ordered(fullYear(y ?? ''), Number(a), Number(b), dayFirst),
  );
  const short = collect(source, 'date', /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/])/g, (match) => {
    const [first, second] = dayFirst ? [match[2], match[1]] : [match[1], match[2]];
    return nearestYear(today, Number(first), Number(second), towards(source, match.index));
  });
  return [...iso, ...full, ...short];
}

/** Day and month in the country's order, or in the only one that exists. */
function ordered(year: number, first: number, second: number, dayFirst: boolean): IsoDate | null {
  const [day, month] = dayFirst ? [first, second] : [second, first];
  return dayOf(year, month, day) ?? dayOf(year, day, month);
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));
