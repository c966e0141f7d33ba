import { detectAll } from 'tinyld';

export interface DetectedLanguage {
  /** BCP-47; `und` when there is too little to go by. */
  code: string;
  confidence: number;
}

const scripts: [code: string, script: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
];

/** Words that tell English from its neighbours in a fragment of a few words. */
const englishWords =
  /\b(the|is|are|my|i|you|your|do|does|can|how|what|when|where|why|who|it|to|for|of|and|not|have|has|was|with|please|order|refund|return|delivery|help|hi|hello|thanks|thank)\b/gi;

/** A statistical detector is believed over the desk's main language only when it is this sure. */
const sure = 0.35;
const shortText = 25;

/** The language of a message. Scripts decide where they can; short Latin fragments count as English unless surely not. */
export function detectLanguage(text: string): DetectedLanguage {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return { code: 'und', confidence: 0 };
  for (const [code, script] of scripts) {
    const share = (text.match(script)?.length ?? 0) / letters;
    if (share >= 0.2) return { code, confidence: Math.min(1, 0.5 + share / 2) };
  }
  const english = text.match(englishWords)?.length ?? 0;
  const words = text.match(/\p{L}+/gu)?.length ?? 1;
  if (english / words >= 0.2) return { code: 'en', confidence: Math.min(1, 0.6 + english / words) };
  const [best] = detectAll(text);
  if (best === undefined) return { code: 'und', confidence: 0 };
  if (best.lang !== 'en' && (text.length < shortText || best.accuracy < sure))
    return { code: 'und', confidence: best.accuracy };
  return { code: best.lang, confidence: best.accuracy };
}
