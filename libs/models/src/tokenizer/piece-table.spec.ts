import fc from 'fast-check';
import { openPieceTable } from './piece-table';

/** All pieces that begin at a place, as a plain map finds them. */
function byMap(pieces: readonly string[], text: string, start: number): [stop: number, id: number][] {
  const idOf = new Map(pieces.map((piece, id) => [piece, id]));
  return Array.from({ length: text.length - start }, (_, index) => start + index + 1).flatMap((stop) => {
    const id = idOf.get(text.slice(start, stop));
    return id === undefined ? [] : [[stop, id] as [number, number]];
  });
}

describe('the table of pieces', () => {
  it('finds what a map would, in any vocabulary and at any place', () => {
    const piece = fc.string({
      unit: fc.constantFrom('a', 'b', '\u0000', '货', '👍', '\ud800'),
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.array(piece), (pieces, parts) => {
        const text = parts.join('');
        const table = openPieceTable(pieces.join('\n'));
        for (let start = 0; start < text.length; start++) {
          const found: [number, number][] = [];
          table.eachAt(text, start, (stop, id) => found.push([stop, id]));
          expect(found).toEqual(byMap(pieces, text, start));
        }
      }),
    );
  });
});
