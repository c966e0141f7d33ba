const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;
const relative = /^(now|today)(?:([+-])(\d{1,4})([mhdw]))?$/;

/** Times such as "now-20m" and "today+3d" as they are at `now`, in whatever the value holds: a demo that never ages. */
export function evergreen(value: unknown, now: Date): unknown {
  if (Array.isArray(value)) return value.map((item) => evergreen(item, now));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evergreen(item, now)]));
  const match = typeof value === 'string' ? relative.exec(value) : null;
  if (match === null) return value;
  const [, base, sign, count, unit] = match;
  const distance = count === undefined ? 0 : Number(count) * units[unit as keyof typeof units];
  const time = new Date(now.getTime() + (sign === '-' ? -distance : distance)).toISOString();
  return base === 'today' ? time.slice(0, 10) : `${time.slice(0, 16)}Z`;
}
