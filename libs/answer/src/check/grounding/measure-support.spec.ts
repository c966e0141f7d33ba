import { measureAnswer, measureSupport, readSources, supportedFrom } from './measure-support';

const sources = readSources([
  'Standard delivery costs £3.95 and takes 2–4 working days. We do not deliver to post boxes.',
  'Refunds above 1,200 pounds are paid within ten days by bank transfer. Write to help@fellmoor.example.',
  '收到商品后三十天内可以申请退货，运费由我们承担。',
]);
const scoreOf = (sentence: string): number => measureSupport(sentence, sources).score;

describe('measureSupport', () => {
  it.each([
    'Standard delivery costs £3.95.',
    'It takes 2–4 working days.',
    'We do not deliver to post boxes.',
    'Refunds above 1200 pounds are paid within 10 days.',
    '收到商品后三十天内可以申请退货。',
  ])('finds that the sources say: %s', (sentence) => {
    expect(scoreOf(sentence)).toBeGreaterThanOrEqual(supportedFrom);
  });

  it.each([
    ['another number', 'Standard delivery costs £4.95.', 'not in the sources: 4.95'],
    ['another name', 'Standard delivery by Hermes costs £3.95 with Royal Mail.', 'not in the sources: hermes'],
    ['another address', 'Write to pay@evil.example.', 'not in the sources: pay@evil.example'],
    ['the opposite', 'We deliver to post boxes.', 'the sources say the opposite: We do not deliver to post boxes.'],
    ['nothing of it', 'Our founder was born beside a lighthouse.', 'too little of it is in the sources'],
  ])('says what is wrong: %s', (_, sentence, finding) => {
    const { score, findings } = measureSupport(sentence, sources);
    expect(score).toBeLessThan(supportedFrom);
    expect(findings).toContain(finding);
  });

  it('takes a sentence without matter as supported', () => {
    expect(scoreOf('Thank you!')).toBe(1);
  });

  it('holds an answer for as good as its weakest sentence', () => {
    const good = measureSupport('Standard delivery costs £3.95.', sources);
    const bad = measureSupport('Standard delivery costs £9.95.', sources);
    expect(measureAnswer([good, bad]).score).toBeLessThan(measureAnswer([good, good]).score);
    expect(measureAnswer([good, bad]).findings).toEqual(['not in the sources: 9.95']);
  });
});
