import type { Draft } from '../draft';
import { check } from './check';

const passages = [{ passageId: 'p1' }, { passageId: 'p2' }];
const written = (text: string): Extract<Draft, { kind: 'reply' }> => ({
  kind: 'reply',
  way: 'llm',
  sources: ['Standard delivery costs £3.95 and takes 2–4 working days. Write to help@fellmoor.example.'],
  reply: {
    text,
    choices: [],
    answered: true,
    citations: [{ number: 1, documentId: 'd', slug: 's', title: 't', passageId: 'p1', quote: 'q' }],
  },
});

describe('the check before sending', () => {
  it('lets pass what stands in the sources', () => {
    const draft = written('Standard delivery costs £3.95 [1]. It takes 2–4 working days [1].');
    expect(check(draft, { passages })).toEqual({ draft, findings: [] });
  });

  it('takes out a sentence with a number that no source has', () => {
    const { draft, findings } = check(written('Delivery costs £3.95 [1]. It is free from £20 [1].'), { passages });
    expect(draft).toMatchObject({ reply: { text: 'Delivery costs £3.95 [1].' } });
    expect(findings).toEqual(['not in the sources: £20']);
  });

  it('declines when an invented link is all there is', () => {
    expect(check(written('See https://evil.example/pay [1].'), { passages }).draft).toMatchObject({ kind: 'declined' });
  });

  it('declines an answer of a model that names no source', () => {
    const draft = written('Standard delivery costs £3.95.');
    expect(check({ ...draft, reply: { ...draft.reply, citations: [] } }, { passages }).draft).toMatchObject({
      kind: 'declined',
    });
  });

  it('removes a chip that points nowhere', () => {
    expect(check(written('Delivery costs £3.95 [1][7].'), { passages }).draft).toMatchObject({
      reply: { text: 'Delivery costs £3.95 [1].' },
    });
  });

  it('declines what is empty or far too long', () => {
    expect(check(written('  '), { passages }).draft.kind).toBe('declined');
    expect(check(written('a'.repeat(3_000)), { passages }).draft.kind).toBe('declined');
  });

  it('leaves curated words alone', () => {
    const curated = { ...written('Free from £20.'), way: 'curated' as const };
    expect(check(curated, { passages })).toEqual({ draft: curated, findings: [] });
  });
});
