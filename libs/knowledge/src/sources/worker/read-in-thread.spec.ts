import { makePdf } from '@switchboard/testing';
import { readInThread } from './read-in-thread';

const file = (name: string, bytes: Uint8Array) => ({ name, mediaType: '', charset: null, bytes, url: null });
const long = makePdf(Array.from({ length: 300 }, (_, index) => `Page ${index} ${'with many words\n'.repeat(40)}`));

describe('a file read in a thread of its own', () => {
  it('gives its documents, or the reason why not', async () => {
    const [document] = await readInThread(file('a.md', new TextEncoder().encode('# Boots\n\nWarm.')));
    expect(document).toMatchObject({ title: 'Boots', markdown: 'Warm.' });
    await expect(readInThread(file('a.pdf', new Uint8Array(9)))).rejects.toMatchObject({ reason: 'broken' });
  });

  it('is stopped when it takes too long', () =>
    expect(readInThread(file('long.pdf', long), { timeoutMs: 50 })).rejects.toMatchObject({ reason: 'too-slow' }));
});
