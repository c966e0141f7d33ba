import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { type UnigramVocabulary, openUnigram } from './unigram';

/** Text → token ids, the special ones included. */
export type Tokenize = (text: string) => number[];

/** More would only be cut off after tokenising: 256 tokens are some 1,500 characters. */
const maxCharacters = 8_000;

/**
 * Opens Hugging Face's tokenizer.json, or a Unigram vocabulary that was packed when its model was pulled. Long texts are
 * cut; the closing special token stays.
 */
export function openTokenizer(path: string, maxTokens: number): Tokenize {
  const tokenize = openWhole(path);
  return (text) => {
    const ids = tokenize(text.slice(0, maxCharacters).toWellFormed());
    return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1) ?? 0];
  };
}

function openWhole(path: string): Tokenize {
  const description = JSON.parse(readFileSync(path, 'utf8')) as UnigramVocabulary | { type?: undefined };
  if (description.type === 'unigram') return openUnigram(description);
  const tokenizer = new Tokenizer(description, {});
  return (text) => tokenizer.encode(text).ids;
}
