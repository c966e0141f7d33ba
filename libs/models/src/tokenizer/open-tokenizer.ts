import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { type UnigramVocabulary, openUnigram } from './unigram';

/** Text → token ids, the special ones included. */
export type Tokenize = (text: string) => number[];

/** Opens Hugging Face's tokenizer.json, or a Unigram vocabulary that was packed when its model was pulled. */
export function openTokenizer(path: string): Tokenize {
  const description = JSON.parse(readFileSync(path, 'utf8')) as UnigramVocabulary | { type?: undefined };
  if (description.type === 'unigram') return openUnigram(description);
  const tokenizer = new Tokenizer(description, {});
  return (text) => tokenizer.encode(text).ids;
}
