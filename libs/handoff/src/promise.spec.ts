import { hoursSchema } from '@switchboard/contracts';
import { promise } from './promise';

const hours = hoursSchema.parse({ timezone: 'Europe/London', days: { 1: ['08:00', '20:00'] } });
const open = new Date('2026-01-05T12:00:00Z');
const closed = new Date('2026-01-04T12:00:00Z');

describe('the promise to a visitor', () => {
  it('names the place in the queue while people are there', () => {
    const text = promise({ reason: 'no-answer', language: 'en', waiting: 2, hours, now: open });
    expect(text).toBe(
      'I do not have a reliable answer to that, so I am passing you to a person. You are number 3 in line; a person will answer here.',
    );
  });

  it('promises no place while nobody is there, but says when people are back', () => {
    const text = promise({ reason: 'asked-for-person', language: 'en', waiting: 0, hours, now: closed });
    expect(text).toContain('People are back tomorrow at 08:00 (Europe/London)');
    expect(text).not.toMatch(/in line/);
  });

  it('speaks Chinese to a visitor who does', () => {
    expect(promise({ reason: 'asked-for-person', language: 'zh-CN', waiting: 0, hours, now: open })).toBe(
      '下一位就是您，客服会在这里回复。',
    );
  });
});
