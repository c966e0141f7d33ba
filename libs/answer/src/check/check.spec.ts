import { outputPolicySchema } from '@switchboard/contracts';
import type { Draft } from '../draft';
import { check } from './check';

const context = {
  passages: [{ passageId: 'p1' }, { passageId: 'p2' }],
  visitorText: 'Where is order 20418? Do I get 15000 back?',
  policy: outputPolicySchema.parse({ never: ['Otherstore'] }),
  findPersonalData: (text: string) =>
    [...text.matchAll(/\S+@\S+/g)].map(({ 0: found, index }) => ({
      type: 'EMAIL',
      start: index,
      end: index + found.length,
    })),
};
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
    expect(check(draft, context)).toEqual({ draft, findings: [] });
  });

  it('takes out a sentence with a number that no source has', () => {
    const { draft, findings } = check(written('Delivery costs £3.95 [1]. It is free from £20 [1].'), context);
    expect(draft).toMatchObject({ reply: { text: 'Delivery costs £3.95 [1].' } });
    expect(findings).toEqual(['not in the sources: £20']);
  });

  it.each([
    ['says the opposite of a source', 'Standard delivery does not cost £3.95 [1].'],
    ['has nothing to do with the sources', 'Our founder was born beside a lighthouse [1].'],
  ])('takes out a sentence that %s', (_what, sentence) => {
    const { draft, findings } = check(written(`Standard delivery costs £3.95 [1]. ${sentence}`), context);
    expect(draft).toMatchObject({ reply: { text: 'Standard delivery costs £3.95 [1].' } });
    expect(findings).toEqual([expect.stringMatching(/^not supported: /)]);
  });

  it('declines when an invented link is all there is', () => {
    expect(check(written('See https://evil.example/pay [1].'), context).draft).toMatchObject({ kind: 'declined' });
  });

  it('declines an answer of a model that names no source', () => {
    const draft = written('Standard delivery costs £3.95.');
    expect(check({ ...draft, reply: { ...draft.reply, citations: [] } }, context).draft).toMatchObject({
      kind: 'declined',
    });
  });

  it('removes a chip that points nowhere', () => {
    expect(check(written('Delivery costs £3.95 [1][7].'), context).draft).toMatchObject({
      reply: { text: 'Delivery costs £3.95 [1].' },
    });
  });

  it('declines what is empty or far too long', () => {
    expect(check(written('  '), context).draft.kind).toBe('declined');
    expect(check(written('a'.repeat(3_000)), context).draft.kind).toBe('declined');
  });

  it('leaves curated words alone', () => {
    const curated = { ...written('Free from £20.'), way: 'curated' as const };
    expect(check(curated, context)).toEqual({ draft: curated, findings: [] });
  });

  it('lets an order number of the visitor’s be repeated, but no amount', () => {
    expect(check(written('Order 20418 takes 2–4 working days [1]. You get £15000 [1].'), context)).toMatchObject({
      draft: { reply: { text: 'Order 20418 takes 2–4 working days [1].' } },
      findings: ['not in the sources: £15000'],
    });
  });

  it.each([
    ['It costs £3.95 [1]. We guarantee it [1].', 'promised without a source: guarantee'],
    ['It costs £3.95 [1]. 我们保证送达[1]。', 'promised without a source: 保证'],
    ['It costs £3.95 [1]. Try Otherstore [1].', 'never to be said: otherstore'],
    ['It costs £3.95 [1]. Ask jo@home.example now [1].', 'not in the sources: jo@home.example'],
  ])('takes the second sentence out of "%s"', (text, finding) => {
    const { draft, findings } = check(written(text), context);
    expect(draft).toMatchObject({ reply: { text: 'It costs £3.95 [1].' } });
    expect(findings.join().toLowerCase()).toContain(finding);
  });

  it('declines what is longer than the workspace allows', () => {
    const policy = outputPolicySchema.parse({ maxCharacters: 100 });
    const long = written(`It costs £3.95 [1]. ${'It costs £3.95 [1]. '.repeat(9)}`);
    expect(check(long, { ...context, policy }).draft).toMatchObject({ kind: 'declined' });
    expect(check(long, context).draft.kind).toBe('reply');
  });

  it('keeps a translation, whose words cannot be compared, and compares its figures all the same', () => {
    const of = (text: string) => (/kostet|dauert/.test(text) ? 'de' : 'en');
    const language = { answer: 'de', of };
    const german = written('Die Lieferung kostet £3.95 [1]. Sie dauert 99 Tage [1].');
    expect(check(german, { ...context, language }).draft).toMatchObject({
      reply: { text: 'Die Lieferung kostet £3.95 [1].' },
    });
  });

  it('needs no source for a question back, nor for what a tool gave', () => {
    const draft = written('Which order do you mean?');
    expect(check({ ...draft, reply: { ...draft.reply, citations: [] } }, context).draft.kind).toBe('reply');
    const tool = {
      tool: 'find_order',
      risk: 'read',
      arguments: {},
      outcome: 'ok',
      detail: '',
      ms: 1,
      repeated: false,
    } as const;
    const told = { ...written('It is on its way.'), tools: [tool], sources: ['{"status":"dispatched"}'] };
    expect(check({ ...told, reply: { ...told.reply, citations: [] } }, context).draft.kind).toBe('reply');
  });
});
