import type { EmbeddedPassage } from './create-knowledge-store';
import type { NewPassage } from './knowledge.sql';
import { contentWords } from './search/words';
import { splitMarkdown } from './split/split-markdown';

/** Texts to unit-length vectors, one per text. */
export interface PassageEncoder {
  readonly space: string;
  embed(texts: readonly string[], options: { bulk: boolean; as: 'passage' }): Promise<Float32Array[]>;
}

/**
 * Splits and embeds a document; passages whose words are among `embedded` keep their vectors. A passage's vector lies
 * between its text and the title above it: questions are like titles, answers like texts (figures in
 * docs/benchmarks.md).
 */
export async function makePassages(
  input: { title: string; markdown: string },
  encoder: PassageEncoder,
  embedded: readonly EmbeddedPassage[] = [],
): Promise<Omit<NewPassage, 'id'>[]> {
  const known = new Map(embedded.map((passage) => [wordsOf(passage.title, passage), passage]));
  const sections = splitMarkdown(input.markdown);
  const fresh = sections.filter((section) => !isKnown(known.get(wordsOf(input.title, section)), section));
  const whole = fresh.map((section) => wordsOf(input.title, section));
  const hasTitle = input.title.trim() !== '' && fresh.length > 0;
  const texts = [...whole, ...fresh.flatMap(({ sentences }) => sentences), ...(hasTitle ? [input.title] : [])];
  const vectors = await encoder.embed(texts, { bulk: true, as: 'passage' });
  const title = hasTitle ? vectors[texts.length - 1] : undefined;
  let next = fresh.length;
  const made = new Map(
    fresh.map((section, index) => {
      const own = vectors.slice(next, (next += section.sentences.length));
      const vector = vectors[index] as Float32Array;
      const embedding = title === undefined ? vector : between(vector, title);
      return [section, { embedding, sentenceVectors: quantizeUnit(own) }];
    }),
  );
  return sections.map((section, position) => {
    const vectorsOf = made.get(section) ?? (known.get(wordsOf(input.title, section)) as EmbeddedPassage);
    const words = [...new Set(contentWords(wordsOf(input.title, section)))];
    return { position, ...section, embedding: vectorsOf.embedding, sentenceVectors: vectorsOf.sentenceVectors, words };
  });
}

/** What a passage is embedded as: the title, its heading, its words. */
const wordsOf = (title: string, { heading, text }: { heading: string; text: string }): string =>
  [title, heading, text].filter((part) => part !== '').join('\n');

const isKnown = (passage: EmbeddedPassage | undefined, { sentences }: { sentences: readonly string[] }): boolean =>
  passage !== undefined && passage.sentences.join('\n') === sentences.join('\n');

/** How much the title counts beside the text: more finds FAQ entries, less tells the parts of a long article apart. */
const titleWeight = 0.7;

/** The direction between two unit-length vectors: near to what is near to both. */
function between(text: Float32Array, title: Float32Array): Float32Array {
  const sum = text.map((value, index) => value + titleWeight * (title[index] as number));
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

/** Unit-length vectors as int8: components times 127. */
function quantizeUnit(vectors: readonly Float32Array[]): Int8Array {
  const width = vectors[0]?.length ?? 0;
  const result = new Int8Array(vectors.length * width);
  vectors.forEach((vector, index) =>
    vector.forEach((value, i) => (result[index * width + i] = Math.round(value * 127))),
  );
  return result;
}
