import { type Entity, type ProcedureState, type ToolOutcome, procedureSchema } from '@switchboard/contracts';
import { type ProcedureRequest, draftProcedure } from './draft-procedure';
import type { ProcedureInput } from './move';

const cancelOrder = procedureSchema.parse({
  id: 'cancel_order',
  title: { en: 'Cancel an order', zh: '取消订单' },
  intents: ['order_cancel'],
  cancels: true,
  slots: {
    order: {
      type: 'order',
      ask: { en: 'Which order?', zh: '哪个订单？' },
      again: { en: 'I need the number.' },
      tries: 2,
      names: ['order', '订单'],
    },
    why: {
      type: 'choice',
      ask: { en: 'Why?' },
      options: [
        { value: 'late', label: { en: 'It takes too long' } },
        { value: 'dear', label: { en: 'It costs too much' } },
      ],
    },
  },
  steps: [
    { ask: 'order' },
    { id: 'find', call: 'find_order', with: { order: '{order}' }, into: 'found', failed: { 'not-found': 'unknown' } },
    { when: [{ if: { 'found.state': ['shipped'] }, go: 'too_late' }] },
    { ask: 'why' },
    {
      call: 'cancel_order',
      with: { order: '{order}', why: '{why}' },
      confirm: { en: 'Cancel {order} ({found.total}) because "{why}"?', zh: '取消 {order} 吗？' },
    },
    { done: { en: '{order} is cancelled.' } },
    { id: 'too_late', 'hand-off': { en: '{order} has left.' } },
    { id: 'unknown', say: { en: 'There is no order {order}.' } },
    { forget: ['order'], go: 'ask_again' },
    { id: 'ask_again', ask: 'order' },
    { say: { en: 'Thank you.' }, go: 'find' },
  ],
});

const orderIn = (text: string): Entity[] =>
  [...text.matchAll(/FM-\d/g)].map(({ 0: value, index }) => ({
    type: 'order',
    start: index,
    end: index + value.length,
    text: value,
    value,
  }));
const inputOf = (text: string, change: Partial<ProcedureInput> = {}): ProcedureInput => ({
  text,
  entities: orderIn(text),
  earlier: [],
  isQuestion: text.endsWith('?'),
  intent: null,
  session: { visitorId: 'v', customerId: null, email: null, name: null },
  language: 'en',
  timeZone: 'UTC',
  now: new Date('2026-11-24T12:00:00Z'),
  ...change,
});

/** A company with two orders, and what was asked of it. */
function company() {
  const made: string[] = [];
  const states: Record<string, string> = { 'FM-1': 'placed', 'FM-2': 'shipped' };
  const known = new Set<string>();
  const outcomeOf = (tool: string, order: string): ToolOutcome => {
    const state = states[order];
    if (state === undefined) return { ok: false, code: 'not-found', detail: '' };
    if (tool === 'cancel_order') states[order] = 'cancelled';
    return { ok: true, value: { state, total: '£64' } };
  };
  let scripted: ToolOutcome | null = null;
  return {
    made,
    known,
    script: (outcome: ToolOutcome | null) => void (scripted = outcome),
    tools: {
      isKnown: async (key: string) => known.has(key),
      call: async (tool: string, args: object, key: string) => {
        made.push(`${tool} ${JSON.stringify(args)}`);
        if (tool === 'cancel_order') known.add(key);
        const outcome = scripted ?? outcomeOf(tool, (args as { order: string }).order);
        const code = outcome.ok ? 'ok' : outcome.code;
        const call = { tool, risk: 'read', arguments: {}, outcome: code, detail: '', ms: 0, repeated: false } as const;
        return { outcome, call };
      },
    },
  };
}

/** Plays visitor messages in order and gives the desk's last draft. */
async function play(messages: (string | ProcedureInput)[], desk = company()) {
  let state: ProcedureState | null = null;
  let draft: Awaited<ReturnType<typeof draftProcedure>> | null = null;
  for (const message of messages) {
    const request: ProcedureRequest =
      state === null
        ? { mode: 'begin', procedure: cancelOrder, run: 'run' }
        : { mode: 'continue', procedure: cancelOrder, state };
    draft = await draftProcedure(request, typeof message === 'string' ? inputOf(message) : message, desk.tools);
    if (draft.kind === 'declined') continue;
    state = (draft.kind === 'needs-person' ? draft.turn : draft.procedure)?.state ?? null;
  }
  return { draft, state, desk };
}
const textOf = (draft: unknown): string => (draft as { reply: { text: string } }).reply.text;

describe('a procedure', () => {
  it('asks, looks up, confirms with buttons and only then writes', async () => {
    const { draft, state, desk } = await play(['cancel my order', 'FM-1', 'it takes too long']);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: {
        text: 'Cancel FM-1 (£64) because "It takes too long"?',
        choices: [{ label: 'Yes', text: 'Yes' }, { label: 'No' }],
      },
      procedure: { trace: { step: 'confirm cancel_order', slots: { order: 'FM-1', why: 'late' }, outcome: 'waiting' } },
    });
    expect(desk.made).toEqual(['find_order {"order":"FM-1"}']);
    const after = await draftProcedure(
      { mode: 'continue', procedure: cancelOrder, state: state as ProcedureState },
      inputOf('yes please'),
      desk.tools,
    );
    expect(textOf(after)).toBe('FM-1 is cancelled.');
    expect(after).toMatchObject({ procedure: { state: null, trace: { outcome: 'done' } } });
    expect(desk.made.at(-1)).toBe('cancel_order {"order":"FM-1","why":"late"}');
  });

  it('does not ask for what was said, in this message or earlier', async () => {
    expect(textOf((await play(['cancel order FM-1'])).draft)).toBe('Why?');
    const earlier = inputOf('cancel it', { earlier: orderIn('where is FM-1') });
    expect(textOf((await play([earlier])).draft)).toBe('Why?');
  });

  it('shows what can be chosen as buttons and understands it in other words', async () => {
    const { draft } = await play(['cancel FM-1']);
    expect((draft as { reply: { choices: object[] } }).reply.choices).toHaveLength(2);
    expect((await play(['cancel FM-1', 'the second one'])).state?.slots['why']?.value).toBe('dear');
    expect((await play(['cancel FM-1', 'too long!'])).state?.slots['why']?.value).toBe('late');
  });

  it('lets others answer a question in the middle, and has its own question ready for afterwards', async () => {
    const { draft, state } = await play(['cancel my order', 'how long do refunds take?']);
    expect(draft).toMatchObject({
      kind: 'declined',
      afterwards: { text: 'Back to "Cancel an order": Which order?' },
    });
    expect(state?.waits).toBe('slot');
  });

  it('asks again in other words, and hands over when that does not help', async () => {
    const { state, desk } = await play(['cancel my order']);
    const again = { mode: 'again', procedure: cancelOrder, state: state as ProcedureState } as const;
    const first = await draftProcedure(again, inputOf('the blue one'), desk.tools);
    expect(textOf(first)).toBe('I need the number.');
    const { procedure } = first as { procedure: { state: ProcedureState } };
    expect(await draftProcedure({ ...again, state: procedure.state }, inputOf('blue!'), desk.tools)).toMatchObject({
      kind: 'needs-person',
      turn: { state: null, trace: { outcome: 'handed-off' } },
    });
  });

  it('takes a new number for a change of mind, and looks it up', async () => {
    const { draft, desk } = await play(['cancel FM-3', 'FM-1', 'too long', 'no, actually FM-2']);
    expect(draft).toMatchObject({ kind: 'needs-person', words: 'FM-2 has left.' });
    expect(desk.made.filter((call) => call.startsWith('cancel'))).toEqual([]);
  });

  it('asks for the slot again when it is taken back without another value', async () => {
    const { draft } = await play(['cancel FM-1', 'too long', 'no, the other order']);
    expect(textOf(draft)).toBe('Which order?');
  });

  it.each(['never mind', 'forget it'])('is left by "%s", and nothing was written', async (text) => {
    const { draft, state, desk } = await play(['cancel FM-1', 'too long', text]);
    expect(textOf(draft)).toContain('Nothing was changed');
    expect([state, desk.made.length]).toEqual([null, 1]);
  });

  it('changes nothing after a no', async () => {
    const { draft, desk } = await play(['cancel FM-1', 'too long', 'no']);
    expect(textOf(draft)).toContain('nothing was changed');
    expect(desk.made).toHaveLength(1);
  });

  it('takes "cancel it" for a yes where cancelling is its business', async () => {
    expect(textOf((await play(['cancel FM-1', 'too long', 'cancel it'])).draft)).toBe('FM-1 is cancelled.');
  });

  it('says what a tool could not find, and goes on from there', async () => {
    const { draft } = await play(['cancel FM-9']);
    expect(textOf(draft)).toBe('There is no order FM-9.\n\nWhich order?');
    expect(textOf((await play(['cancel FM-9', 'FM-1'])).draft)).toBe('Thank you.\n\nWhy?');
  });

  it('hands over when a tool fails, and does not claim to know what became of a write', async () => {
    const desk = company();
    desk.script({ ok: false, code: 'failed', detail: 'connection refused' });
    expect((await play(['cancel FM-1'], desk)).draft).toMatchObject({
      kind: 'needs-person',
      words: expect.stringContaining('did not answer'),
    });
    const late = company();
    const { state } = await play(['cancel FM-1', 'too long'], late);
    late.script({ ok: false, code: 'timeout', detail: '' });
    const request = { mode: 'continue', procedure: cancelOrder, state: state as ProcedureState } as const;
    expect(await draftProcedure(request, inputOf('yes'), late.tools)).toMatchObject({
      kind: 'needs-person',
      words: expect.stringContaining('cannot say whether it went through'),
    });
  });

  it('tells what was done when a newer message came while the confirmed write ran', async () => {
    const { state, desk } = await play(['cancel FM-1', 'too long']);
    const request = { mode: 'continue', procedure: cancelOrder, state: state as ProcedureState } as const;
    await draftProcedure(request, inputOf('yes'), desk.tools);
    const second = await draftProcedure(request, inputOf('yes\nactually, wait'), desk.tools);
    expect(textOf(second)).toBe('FM-1 is cancelled.');
  });

  it('goes on in Chinese when the visitor does', async () => {
    const { state } = await play(['cancel FM-1', 'too long']);
    const chinese = { ...(state as ProcedureState), language: 'zh-CN' };
    const draft = await draftProcedure(
      { mode: 'again', procedure: cancelOrder, state: chinese },
      inputOf('嗯？', { language: 'zh-CN' }),
      company().tools,
    );
    expect(draft).toMatchObject({
      reply: { text: '请回答“是”或“否”。 取消 FM-1 吗？', choices: [{ label: '是' }, { label: '否' }] },
    });
  });
});
