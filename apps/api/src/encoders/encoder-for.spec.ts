import { encoderFor } from './encoder-for';

describe('the encoder of a desk', () => {
  it('is the English one for English alone', () => expect(encoderFor(['en'])).toBe('all-MiniLM-L6-v2'));
  it('reads every language of the desk', () => {
    expect(encoderFor(['en', 'zh'])).toBe('multilingual-e5-small');
    expect(encoderFor(['de'])).toBe('multilingual-e5-small');
  });
  it('is the default one when no model reads a language', () => expect(encoderFor(['tlh'])).toBe('all-MiniLM-L6-v2'));
});
