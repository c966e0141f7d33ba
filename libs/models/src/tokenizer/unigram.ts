import { openPieceTable } from './piece-table';

/** A SentencePiece Unigram vocabulary as it lies in a file: pieces joined by line breaks, scores as base64 floats. */
export interface UnigramVocabulary {
  type: 'unigram';
  pieces: string;
  scores: string;
  begin: number;
  end: number;
  unknown: number;
}

/** What an unknown character costs below the least likely piece. */
const unknownPenalty = 10;

/** The most probable split of a text into pieces (Kudo 2018), found word by word. */
export function openUnigram({ pieces: joined, scores: packed, begin, end, unknown }: UnigramVocabulary) {
  const scores = new Float32Array(new Uint8Array(Buffer.from(packed, 'base64')).buffer);
  const pieces = openPieceTable(joined);
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - unknownPenalty;

  /** Ids of one word, which begins with the mark of a word. */
  function splitWord(word: string): number[] {
    const best = new Float64Array(word.length + 1).fill(-Infinity);
    const from = new Int32Array(word.length + 1);
    const idAt = new Int32Array(word.length + 1);
    best[0] = 0;
    const offer = (start: number, stop: number, id: number, score: number): void => {
      const total = (best[start] as number) + score;
      if (total <= (best[stop] as number)) return;
      best[stop] = total;
      from[stop] = start;
      idAt[stop] = id;
    };
    for (let start = 0; start < word.length; start++) {
      if (best[start] === -Infinity) continue;
      pieces.eachAt(word, start, (stop, id) => offer(start, stop, id, scores[id] as number));
      const character = String.fromCodePoint(word.codePointAt(start) as number).length;
      offer(start, start + character, unknown, unknownScore);
    }
    const ids: number[] = [];
    for (let stop = word.length; stop > 0; stop = from[stop] as number)
      // Unknown characters side by side are one unknown.
      if (idAt[stop] !== unknown || ids.at(-1) !== unknown) ids.push(idAt[stop] as number);
    return ids.reverse();
  }

  return (text: string): number[] => [begin, ...words(text).flatMap(splitWord), end];
}

/** Controls out, white space to blanks, compatibility forms unified; each word begins with "▁". */
function words(text: string): string[] {
  const plain = text

    .replace(/[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]/g, '')
    .replace(/[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/g, ' ')
    .normalize('NFKC')
    .replace(/ {2,}/g, ' ');
  return `▁${plain.replaceAll(' ', '▁')}`.match(/▁[^▁]*/g) ?? [];
}
