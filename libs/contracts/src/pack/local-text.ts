import { z } from 'zod';

/** Words in one or more languages, by base code: {"en": "Which order?", "zh": "哪一个订单？"}. */
export const localTextSchema = z
  .record(z.string().regex(/^[a-z]{2,3}$/, 'a language such as en or zh'), z.string().trim().min(1).max(2_000))
  .refine((text) => Object.keys(text).length > 0, 'the text is empty');
export type LocalText = z.infer<typeof localTextSchema>;

/** The words in a language (BCP-47); in English, or in the first language there is, when they do not exist in it. */
export function inLanguage(text: LocalText, language: string): string {
  const base = language.split('-')[0] ?? language;
  return text[base] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
