import { hoursSchema } from '@switchboard/contracts';
import { isOpen, nextOpening } from './hours';

const hours = hoursSchema.parse({ timezone: 'Europe/London', days: { 1: ['08:00', '20:00'], 6: ['09:00', '17:00'] } });

describe('business hours', () => {
  it('follow the wall clock of their own zone, summer time included', () => {
    expect(isOpen(hours, new Date('2026-07-06T07:30:00Z'))).toBe(true);
    expect(isOpen(hours, new Date('2026-01-05T07:30:00Z'))).toBe(false);
  });

  it('close at the minute they say', () => {
    expect(isOpen(hours, new Date('2026-01-05T19:59:00Z'))).toBe(true);
    expect(isOpen(hours, new Date('2026-01-05T20:00:00Z'))).toBe(false);
  });

  it('are always open when none are set', () => {
    expect(isOpen(hoursSchema.parse({}), new Date())).toBe(true);
  });

  it('name the next opening: later today, or the next day that opens', () => {
    expect(nextOpening(hours, new Date('2026-01-05T06:00:00Z'))).toEqual({ daysAhead: 0, weekday: 1, time: '08:00' });
    expect(nextOpening(hours, new Date('2026-01-05T21:00:00Z'))).toEqual({ daysAhead: 5, weekday: 6, time: '09:00' });
  });

  it('find the same weekday a week ahead when it is the only one', () => {
    const mondays = hoursSchema.parse({ days: { 1: ['08:00', '09:00'] } });
    expect(nextOpening(mondays, new Date('2026-01-05T12:00:00Z'))).toEqual({ daysAhead: 7, weekday: 1, time: '08:00' });
  });

  it('refuse a time that is none', () => {
    expect(() => hoursSchema.parse({ days: { 1: ['8:00', '25:00'] } })).toThrow('a time like 08:00');
  });
});
