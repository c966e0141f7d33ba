import { isGrounded } from './rephrase';

const quote = 'Standard delivery in the UK costs £3.95. Orders of £50 or more are delivered free.';
const question = 'what does shipping cost';

describe('isGrounded', () => {
  it('takes other words for the same, from the text and the question', () => {
    expect(isGrounded('Shipping costs £3.95 in the UK; orders of £50 or more are free.', { quote, question })).toBe(
      true,
    );
  });
  it('refuses a number or a word of its own', () => {
    expect(isGrounded('Shipping costs £3.90.', { quote, question })).toBe(false);
    expect(isGrounded('Shipping to Norway costs £3.95.', { quote, question })).toBe(false);
    expect(isGrounded('Shipping costs £50 or 3 stamps.', { quote, question })).toBe(false);
  });
});
