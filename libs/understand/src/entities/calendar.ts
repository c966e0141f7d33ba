const dayMs = 86_400_000;

/** Days as ISO dates; all arithmetic is on whole days, so that no time zone can move them. */
export type IsoDate = string;

const toDate = (day: IsoDate): Date => new Date(`${day}T00:00:00Z`);
const toIso = (date: Date): IsoDate => date.toISOString().slice(0, 10);

export const addDays = (day: IsoDate, days: number): IsoDate => toIso(new Date(toDate(day).getTime() + days * dayMs));

/** The same day of the month, or the month's last. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const date = toDate(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return toIso(date);
}

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: IsoDate): number => ((toDate(day).getUTCDay() + 6) % 7) + 1;

/** A day that exists, or null. */
export function dayOf(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? toIso(date) : null;
}

export type Direction = 'past' | 'future';

/** A weekday as people mean it: the nearest one ahead (or behind), that of this week, of the next or of the last. */
export function weekday(
  today: IsoDate,
  wanted: number,
  which: 'nearest' | 'this' | 'next' | 'last',
  towards: Direction,
) {
  const distance = wanted - weekdayOf(today);
  switch (which) {
    case 'this':
      return addDays(today, distance);
    case 'next':
      return addDays(today, distance + 7);
    case 'last':
      return addDays(today, distance < 0 ? distance : distance - 7);
    case 'nearest':
      if (towards === 'past') return addDays(today, distance > 0 ? distance - 7 : distance === 0 ? -7 : distance);
      return addDays(today, distance <= 0 ? distance + 7 : distance);
  }
}

/** A day and month without a year: the nearest such day ahead, or behind. */
export function nearestYear(today: IsoDate, month: number, day: number, towards: Direction): IsoDate | null {
  const year = Number(today.slice(0, 4));
  const years = towards === 'past' ? [year, year - 1] : [year, year + 1];
  for (const candidate of years) {
    const found = dayOf(candidate, month, day);
    if (found !== null && (towards === 'past' ? found <= today : found >= today)) return found;
  }
  return null;
}

/** A day of the month alone ("the 12th"): the nearest one ahead, or behind. */
export function nearestMonth(today: IsoDate, day: number, towards: Direction): IsoDate | null {
  for (let step = 0; step <= 2; step++) {
    const month = addMonths(`${today.slice(0, 7)}-01`, towards === 'past' ? -step : step);
    const found = dayOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)), day);
    if (found !== null && (towards === 'past' ? found <= today : found >= today)) return found;
  }
  return null;
}
