import { auroc, calibrationError, macroF1 } from './evaluate-intents';

describe('the measures', () => {
  it('AUROC counts pairs in the right order, ties half', () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([1, 1], [1, 1])).toBe(0.5);
    expect(auroc([2, 1], [1, 0])).toBeCloseTo(3.5 / 4);
  });

  it('calibration error is the gap between what was said and what was so', () => {
    expect(calibrationError([0.8, 0.8, 0.8, 0.8, 0.8], [true, true, true, true, false])).toBeCloseTo(0);
    expect(calibrationError([1, 1], [true, false])).toBeCloseTo(0.5);
  });

  it('macro F1 weighs every label alike', () => {
    // a: 2 of 2 found, one false alarm (F1 0.8); b: none found (0).
    expect(macroF1(['a', 'a', 'a'], ['a', 'a', 'b'])).toBeCloseTo(0.4);
  });
});
