import type { Hours } from '@switchboard/contracts';

const weekdays: Record<string, '1' | '2' | '3' | '4' | '5' | '6' | '7'> = {
  Mon: '1',
  Tue: '2',
  Wed: '3',
  Thu: '4',
  Fri: '5',
  Sat: '6',
  Sun: '7',
};

/** Weekday and wall-clock time ("HH:MM") of an instant in a time zone. */
function localTime(now: Date, timezone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? '';
  return { weekday: weekdays[part('weekday')] ?? '1', time: `${part('hour')}:${part('minute')}` };
}

/** Are people there at this instant? */
export function isOpen(hours: Hours, now: Date): boolean {
  if (Object.keys(hours.days).length === 0) return true;
  const { weekday, time } = localTime(now, hours.timezone);
  const today = hours.days[weekday];
  return today !== undefined && time >= today[0] && time < today[1];
}

/** The next opening after a closed instant: days ahead (0 = today), weekday and time; null when no day opens. */
export function nextOpening(hours: Hours, now: Date): { daysAhead: number; weekday: number; time: string } | null {
  const { weekday, time } = localTime(now, hours.timezone);
  for (let daysAhead = 0; daysAhead <= 7; daysAhead++) {
    const day = ((Number(weekday) - 1 + daysAhead) % 7) + 1;
    const opening = hours.days[String(day) as '1'];
    if (opening !== undefined && (daysAhead > 0 || opening[0] > time))
      return { daysAhead, weekday: day, time: opening[0] };
  }
  return null;
}
