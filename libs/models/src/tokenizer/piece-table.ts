/** Slots for each piece: so few lie on the same one that most look-ups are one comparison. */
const slotsPerPiece = 2;
/** FNV-1a (Fowler, Noll and Vo) over UTF-16 units. */
const [offsetBasis, prime] = [0x811c9dc5, 0x01000193];
const grow = (hash: number, unit: number): number => Math.imul(hash ^ unit, prime) >>> 0;
const free = -1;

/** The pieces of a vocabulary, to be found where they begin in a text. */
export interface PieceTable {
  /** Every piece that stands at `start`, shortest first: where it stops, and its id. */
  eachAt(text: string, start: number, found: (stop: number, id: number) => void): void;
}

/**
 * A hash table in typed arrays over pieces that are joined by line breaks; of two equal ones the last counts. A quarter
 * of a million strings in a map take 50 MB, in the tokenizer library's tree 200 MB and seconds; here they take 7 MB.
 */
export function openPieceTable(joined: string): PieceTable {
  const text = Uint16Array.from({ length: joined.length + 1 }, (_, at) =>
    at < joined.length ? joined.charCodeAt(at) : lineBreak,
  );
  const starts = startsOf(text);
  const count = starts.length - 1;
  const mask = 2 ** Math.ceil(Math.log2(slotsPerPiece * count)) - 1;
  const slots = new Int32Array(mask + 1).fill(free);
  const lengthOf = (id: number): number => (starts[id + 1] as number) - (starts[id] as number) - 1;
  let longest = 0;

  const isPiece = (id: number, unitAt: (index: number) => number, length: number): boolean => {
    if (lengthOf(id) !== length) return false;
    const start = starts[id] as number;
    for (let index = 0; index < length; index++) if (text[start + index] !== unitAt(index)) return false;
    return true;
  };
  /** The slot of a piece, or the free one where it would be. */
  const slotOf = (hash: number, unitAt: (index: number) => number, length: number): number => {
    let slot = hash & mask;
    while (slots[slot] !== free && !isPiece(slots[slot] as number, unitAt, length)) slot = (slot + 1) & mask;
    return slot;
  };

  for (let id = 0; id < count; id++) {
    const [start, length] = [starts[id] as number, lengthOf(id)];
    let hash = offsetBasis;
    for (let index = 0; index < length; index++) hash = grow(hash, text[start + index] as number);
    slots[slotOf(hash, (index) => text[start + index] as number, length)] = id;
    longest = Math.max(longest, length);
  }

  return {
    eachAt(word, start, found) {
      const unitAt = (index: number): number => word.charCodeAt(start + index);
      const most = Math.min(longest, word.length - start);
      let hash = offsetBasis;
      for (let length = 1; length <= most; length++) {
        hash = grow(hash, unitAt(length - 1));
        const id = slots[slotOf(hash, unitAt, length)] as number;
        if (id !== free) found(start + length, id);
      }
    },
  };
}

const lineBreak = 10;

/** Where each piece begins, and where the one after the last would. */
function startsOf(text: Uint16Array): Int32Array {
  const starts = new Int32Array(text.reduce((sum, unit) => sum + Number(unit === lineBreak), 1));
  let next = 1;
  text.forEach((unit, at) => {
    if (unit === lineBreak) starts[next++] = at + 1;
  });
  return starts;
}
