import { openUnigram } from './unigram';

const pieces: [piece: string, score: number][] = [
  ['<s>', 0],
  ['</s>', 0],
  ['<unk>', 0],
  ['▁', -3],
  ['▁un', -4],
  ['▁under', -6],
  ['stand', -5],
  ['der', -5],
  ['▁understand', -9],
  ['s', -4],
  ['▁退', -5],
  ['货', -5],
  ['▁退货', -7],
];
const tokenize = openUnigram({
  type: 'unigram',
  pieces: pieces.map(([piece]) => piece).join('\n'),
  scores: Buffer.from(Float32Array.from(pieces, ([, score]) => score).buffer).toString('base64'),
  begin: 0,
  end: 1,
  unknown: 2,
});
const read = (text: string): string[] => tokenize(text).map((id) => pieces[id]?.[0] as string);

describe('the Unigram tokenizer', () => {
  it('takes the split that is most probable as a whole', () => {
    expect(read('understand')).toEqual(['<s>', '▁understand', '</s>']);
    expect(read('understands')).toEqual(['<s>', '▁understand', 's', '</s>']);
    expect(read('under')).toEqual(['<s>', '▁under', '</s>']);
    expect(read('退货')).toEqual(['<s>', '▁退货', '</s>']);
  });

  it('joins unknown characters into one unknown, surrogate pairs whole', () => {
    expect(read('underxyz')).toEqual(['<s>', '▁under', '<unk>', '</s>']);
    expect(read('👍👍 under')).toEqual(['<s>', '▁', '<unk>', '▁under', '</s>']);
  });

  it('reads compatibility forms, odd spaces and controls as what they stand for', () => {
    expect(read('ｕｎｄｅｒ\u0007\u3000\n under')).toEqual(['<s>', '▁under', '▁under', '</s>']);
  });

  it('gives the special tokens alone for an empty text', () => expect(read('')).toEqual(['<s>', '▁', '</s>']));
});
