/** A deterministic encoder for tests: hashed character trigrams, unit length, 64 dimensions. */
export function fakeEncoder(dimensions = 64) {
  const embedOne = (text: string): Float32Array => {
    const vector = new Float32Array(dimensions);
    const padded = ` ${text.toLowerCase()} `;
    for (let at = 0; at + 3 <= padded.length; at++) {
      let hash = 7;
      for (const character of padded.slice(at, at + 3)) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
      vector[hash % dimensions] = (vector[hash % dimensions] as number) + 1;
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
    return vector.map((value) => value / norm);
  };
  return {
    name: 'fake',
    space: 'fake@1',
    dimensions,
    featureDimensions: dimensions,
    languages: ['en'],
    encode: async (texts: readonly string[]) =>
      texts.map((text) => ({ embedding: embedOne(text), features: embedOne(text) })),
    toSearch: ({ embedding }: { embedding: Float32Array }) => embedding,
    embed: async (texts: readonly string[]) => texts.map(embedOne),
    close: async () => undefined,
  };
}
