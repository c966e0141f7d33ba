import type { Message } from '@switchboard/contracts';
import { extractSummary } from './extract-summary';

const message = (seq: number, kind: 'visitor' | 'bot' | 'agent' | 'system', text: string) =>
  ({ seq, author: { kind }, text, event: kind === 'system' ? { type: 'queued', reason: '' } : null }) as Message;
const turn = (toSeq: number, action: string, intent: string | null = null) => ({
  toSeq,
  action,
  intent,
  outcome: 'replied',
});

const thread = [
  message(1, 'visitor', 'what does delivery cost?'),
  message(2, 'bot', 'Delivery costs £3.95 [1].'),
  message(3, 'visitor', 'my parcel is lost'),
  message(4, 'visitor', 'order 12345'),
  message(5, 'bot', 'A person will look into it.'),
  message(6, 'system', ''),
];
const turns = [turn(1, 'curated', 'delivery-cost'), turn(4, 'hand-off')];

describe('extractSummary', () => {
  it('tells questions, intents, answers and what is open apart', () => {
    expect(extractSummary(thread, turns, 'en')).toBe(
      [
        'Asked: “what does delivery cost?”; “my parcel is lost order 12345”',
        'About: delivery-cost',
        'Answered: “Delivery costs £3.95.”',
        'Open: “my parcel is lost order 12345”',
      ].join('\n'),
    );
  });

  it('counts what a person said as an answer, in the language of who reads it', () => {
    const text = extractSummary([...thread, message(7, 'agent', 'It is on its way again.')], turns, 'zh-CN');
    expect(text).toContain('已答复：“Delivery costs £3.95.”；“It is on its way again.”');
    expect(text).toContain('待处理：无');
  });

  it('stays short however long the conversation is', () => {
    const long = Array.from({ length: 200 }, (_, index) => [
      message(2 * index + 1, 'visitor', `question ${index} ${'long '.repeat(100)}`),
      message(2 * index + 2, 'agent', 'yes'),
    ]).flat();
    expect(extractSummary(long, [], 'en').length).toBeLessThan(1_000);
  });
});
