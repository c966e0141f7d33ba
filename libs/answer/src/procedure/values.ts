import { type ConditionTest, type Condition, moneySchema } from '@switchboard/contracts';

/** Slots and tool results by name. */
export type Values = Readonly<Record<string, unknown>>;

export interface Shown {
  language: string;
  timeZone: string;
  /** How the value of a slot is called, where that is not the value itself. */
  labels: Readonly<Record<string, string>>;
}

const longestValue = 400;

/** The value at a path such as "found.items.0.name"; undefined where there is none. Own properties only. */
export function valueAt(path: string, values: Values): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      values,
    );
}

/** Puts values into words: "Cancel {order}?" Times, amounts and lists are written as people write them. */
export function fillWords(words: string, values: Values, shown: Shown): string {
  return words.replace(/\{([a-z][\w.]*)\}/g, (_, path: string) => {
    const label = shown.labels[path];
    return label ?? showValue(valueAt(path, values), shown);
  });
}

/** An argument of a tool: "{order}" alone keeps its type, anything else becomes text. Null when a value is missing. */
export function fillArgument(argument: string | number | boolean, values: Values): string | number | boolean | null {
  if (typeof argument !== 'string') return argument;
  const alone = /^\{([a-z][\w.]*)\}$/.exec(argument)?.[1];
  if (alone !== undefined) {
    const value = valueAt(alone, values);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }
  return argument.replace(/\{([a-z][\w.]*)\}/g, (_, path: string) => String(valueAt(path, values) ?? ''));
}

function showValue(value: unknown, { language, timeZone }: Shown): string {
  if (Array.isArray(value)) {
    const separator = language.startsWith('zh') ? '、' : ', ';
    return value
      .map((item) => showValue(item, { language, timeZone, labels: {} }))
      .join(separator)
      .slice(0, longestValue);
  }
  const money = moneySchema.safeParse(value);
  if (money.success) return showMoney(money.data.amount, money.data.currency);
  if (typeof value === 'string') return showTime(value, language, timeZone) ?? value.slice(0, longestValue);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function showMoney(amount: number, currency: string | null): string {
  const signs: Record<string, string> = { GBP: '£', EUR: '€', USD: '$', CNY: '¥' };
  const digits = Number.isInteger(amount) ? String(amount) : amount.toFixed(2);
  const sign = signs[currency ?? ''];
  return sign === undefined ? `${digits}${currency === null ? '' : ` ${currency}`}` : `${sign}${digits}`;
}

function showTime(value: string, language: string, timeZone: string): string | null {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/.test(value)) return null;
  const locale = language.startsWith('zh') ? 'zh-CN' : 'en-GB';
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  if (isDay) return new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(value),
  );
}

/** Does a condition hold? A value that is not there fails every test but `known: false` and `not`. */
export function holds(condition: Condition, values: Values, now: Date): boolean {
  if ('all' in condition && Array.isArray(condition.all))
    return (condition.all as Condition[]).every((part) => holds(part, values, now));
  if ('any' in condition && Array.isArray(condition.any))
    return (condition.any as Condition[]).some((part) => holds(part, values, now));
  return Object.entries(condition as Record<string, ConditionTest>).every(([path, test]) =>
    passes(valueAt(path, values), test, now),
  );
}

function passes(found: unknown, test: ConditionTest, now: Date): boolean {
  const money = moneySchema.safeParse(found);
  const value = money.success ? money.data.amount : found;
  if (typeof test !== 'object') return value === test;
  if (Array.isArray(test)) return (test as unknown[]).includes(value);
  const { not, over, under, atLeast, atMost, within, olderThan, known } = test;
  const number = typeof value === 'number' ? value : NaN;
  const ago = typeof value === 'string' ? now.getTime() - Date.parse(value) : NaN;
  return (
    (not === undefined || !passes(value, not, now)) &&
    (over === undefined || number > over) &&
    (under === undefined || number < under) &&
    (atLeast === undefined || number >= atLeast) &&
    (atMost === undefined || number <= atMost) &&
    (within === undefined || ago <= milliseconds(within)) &&
    (olderThan === undefined || ago > milliseconds(olderThan)) &&
    (known === undefined || (value !== undefined && value !== null) === known)
  );
}

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

function milliseconds(span: string): number {
  const [count, unit = ''] = span.split(' ');
  return Number(count) * (unitMs[unit.replace(/s$/, '')] ?? NaN);
}
