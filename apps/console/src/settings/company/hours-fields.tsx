import type { Company } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';

type Hours = Company['hours'];
type Weekday = keyof Hours['days'];

const weekdays: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '7'];
const zones = Intl.supportedValuesOf('timeZone');
/** A Monday; the days that follow it give their names. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** When people are there. No day at all means always. */
export function HoursFields({ hours, onChange }: { hours: Hours; onChange(hours: Hours): void }) {
  const { t, i18n } = useTranslation();
  const nameOf = (day: Weekday): string =>
    new Date(monday + (Number(day) - 1) * dayMs).toLocaleDateString(i18n.language, {
      weekday: 'long',
      timeZone: 'UTC',
    });
  const setDay = (day: Weekday, times: [string, string] | null): void => {
    const { [day]: _, ...others } = hours.days;
    onChange({ ...hours, days: times === null ? others : { ...others, [day]: times } });
  };
  return (
    <fieldset className="group" data-part="hours">
      <legend>{t('company.hours')}</legend>
      <p className="soft small">{t(Object.keys(hours.days).length === 0 ? 'company.always' : 'company.hoursHint')}</p>
      <label className="field">
        <span>{t('company.timezone')}</span>
        <select value={hours.timezone} onChange={(event) => onChange({ ...hours, timezone: event.target.value })}>
          {(zones.includes(hours.timezone) ? zones : [hours.timezone, ...zones]).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </label>
      {weekdays.map((day) => {
        const times = hours.days[day];
        return (
          <div key={day} className="weekday" data-day={day}>
            <label className="check">
              <input
                type="checkbox"
                checked={times !== undefined}
                onChange={(event) => setDay(day, event.target.checked ? ['09:00', '17:00'] : null)}
              />{' '}
              {nameOf(day)}
            </label>
            {times === undefined ? (
              <span className="soft">{t('company.closed')}</span>
            ) : (
              <span>
                <input
                  type="time"
                  required
                  aria-label={t('company.from', { day: nameOf(day) })}
                  value={times[0]}
                  onChange={(event) => setDay(day, [event.target.value, times[1]])}
                />{' '}
                –{' '}
                <input
                  type="time"
                  required
                  min={times[0]}
                  aria-label={t('company.until', { day: nameOf(day) })}
                  value={times[1]}
                  onChange={(event) => setDay(day, [times[0], event.target.value])}
                />
              </span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
