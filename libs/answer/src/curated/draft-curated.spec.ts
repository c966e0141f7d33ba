import type { CuratedAnswer } from '@switchboard/knowledge';
import { draftCuratedEach } from './draft-curated';

const article = { id: 'd1', slug: 'delivery', title: 'Delivery', summary: 'How it comes' };
const answers = [
  { intent: 'cost', language: 'en', title: 'Costs', text: 'Delivery costs £3.95. ', documents: [article] },
  {
    intent: 'hours',
    language: 'en',
    title: 'Hours',
    text: 'We are open from 9 to 17.',
    documents: [article, { id: 'd2', slug: 'hours', title: 'Hours', summary: 'When' }],
  },
] as unknown as CuratedAnswer[];
const options = { language: 'en' as const, procedures: [] };

describe('draftCuratedEach', () => {
  it('says the answers in their order and numbers each source once', () => {
    const draft = draftCuratedEach(['hours', 'cost'], answers, options);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: {
        text: 'We are open from 9 to 17.\n\nDelivery costs £3.95.',
        citations: [
          { number: 1, documentId: 'd1' },
          { number: 2, documentId: 'd2' },
        ],
      },
    });
  });

  it('declines when one of them has no answer', () => {
    expect(draftCuratedEach(['hours', 'gone'], answers, options)).toMatchObject({ kind: 'declined' });
  });
});
