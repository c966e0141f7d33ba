import { type ObservedMessage, describeTraffic, watchDrift } from './watch-drift';

const messages = (count: number, message: Partial<ObservedMessage> = {}): ObservedMessage[] =>
  Array.from({ length: count }, () => ({ language: 'en', confidence: 0.9, outside: false, ...message }));
const reference = describeTraffic(messages(200));

describe('watchDrift', () => {
  it('says nothing of few messages, and nothing without something to compare with', () => {
    expect(watchDrift(describeTraffic(messages(49, { outside: true })), reference).state).toBe('too-few');
    expect(watchDrift(describeTraffic(messages(90)), null).state).toBe('too-few');
  });

  it('is quiet while messages are what they were', () => {
    const recent = describeTraffic([...messages(95), ...messages(5, { outside: true, language: 'zh' })]);
    expect(watchDrift(recent, reference)).toMatchObject({ state: 'steady', alerts: [] });
  });

  it.each([
    ['confidence', messages(60, { confidence: 0.5 })],
    ['out-of-scope', messages(40, { outside: true })],
    ['language', messages(40, { language: 'zh' })],
  ] as const)('raises an alert when the %s moves', (alert, moved) => {
    expect(watchDrift(describeTraffic([...messages(60), ...moved]), reference)).toMatchObject({
      state: 'drifting',
      alerts: [alert],
    });
  });

  it('takes messages that are too short to tell for no language of their own', () => {
    const recent = describeTraffic([...messages(60), ...messages(60, { language: 'und' })]);
    expect(watchDrift(recent, reference).state).toBe('steady');
  });
});
