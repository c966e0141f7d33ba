import { asksForPerson } from './asks-for-person';

describe('asksForPerson', () => {
  it.each([
    'can I talk to a human please',
    'I want to speak to a real person',
    'get me an agent',
    'put me through to your manager',
    'AGENT',
    'stop, not a bot',
    'I need a human being, now',
    '转人工',
    '我要找人工客服',
    '能不能跟真人说',
  ])('hears the request in "%s"', (text) => expect(asksForPerson(text)).toBe(true));

  it.each([
    'the person who delivered it was rude',
    'can one person carry this tent',
    'does someone need to sign for the parcel',
    'is the rucksack for a tall person',
    'where can I talk about my trips',
    '客服几点上班',
  ])('hears none in "%s"', (text) => expect(asksForPerson(text)).toBe(false));
});
