import { standsIn } from './stands-in';

describe('standsIn', () => {
  it('takes an id however it is spaced', () => {
    expect(standsIn('FM-1234567', 'my order is fm 1234567')).toBe(true);
    expect(standsIn('CA12 5DE', 'postcode ca125de please')).toBe(true);
  });
  it('refuses what the visitor has not said', () => {
    expect(standsIn('FM-1234567', 'cancel my order')).toBe(false);
    expect(standsIn('FM-1234567', 'cancel FM-1234568')).toBe(false);
    expect(standsIn('blue jacket', 'the jacket')).toBe(false);
    expect(standsIn('', 'anything')).toBe(false);
  });
  it('takes words in any order, and Chinese', () => {
    expect(standsIn('the boots', 'I want to send the brown boots back')).toBe(true);
    expect(standsIn('蓝色夹克', '我要退那件蓝色夹克')).toBe(true);
    expect(standsIn('帐篷', '我要退夹克')).toBe(false);
  });
});
