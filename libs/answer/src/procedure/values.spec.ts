import { conditionSchema } from '@switchboard/contracts';
import { fillArgument, fillWords, holds, valueAt } from './values';

const shown = { language: 'en', timeZone: 'Europe/London', labels: {} };
const values = {
  order: 'FM-1',
  day: '2026-12-01',
  sum: { amount: 12.5, currency: 'GBP' },
  found: { items: ['boots', 'socks'], placed: '2026-07-24T11:40Z', open: true, total: 480 },
};

describe('values of a procedure', () => {
  it('are written as people write them', () => {
    expect(fillWords('{order}: {found.items} for {sum} on {day}, placed {found.placed}{nothing}', values, shown)).toBe(
      'FM-1: boots, socks for £12.50 on Tuesday 1 December, placed Friday 24 July at 12:40',
    );
    expect(fillWords('{day}：{found.items}', values, { ...shown, language: 'zh-CN' })).toBe(
      '12月1日星期二：boots、socks',
    );
  });

  it('are found by path among own properties only', () => {
    expect(valueAt('found.items.1', values)).toBe('socks');
    expect(valueAt('found.constructor.name', values)).toBeUndefined();
    expect(valueAt('__proto__.polluted', values)).toBeUndefined();
  });

  it('keep their type as arguments', () => {
    expect(fillArgument('{found.total}', values)).toBe(480);
    expect(fillArgument('order {order}', values)).toBe('order FM-1');
    expect(fillArgument('{missing}', values)).toBeNull();
    expect(fillArgument(3, values)).toBe(3);
  });

  const now = new Date('2026-07-24T12:00:00Z');
  it.each([
    [{ order: 'FM-1' }, true],
    [{ order: ['FM-2', 'FM-1'], 'found.open': true }, true],
    [{ order: 'FM-1', 'found.open': false }, false],
    [{ 'found.total': { over: 400, atMost: 480 } }, true],
    [{ 'found.total': { under: 480 } }, false],
    [{ sum: { atLeast: 12.5 } }, true],
    [{ 'found.placed': { within: '60 minutes' } }, true],
    [{ 'found.placed': { olderThan: '15 minutes' } }, true],
    [{ 'found.placed': { within: '10 minutes' } }, false],
    [{ gone: { known: false } }, true],
    [{ gone: { over: 1 } }, false],
    [{ order: { not: ['FM-1'] } }, false],
    [{ any: [{ order: 'x' }, { all: [{ order: 'FM-1' }, { 'found.open': true }] }] }, true],
  ])('fulfil %j: %s', (condition, expected) =>
    expect(holds(conditionSchema.parse(condition), values, now)).toBe(expected),
  );
});
