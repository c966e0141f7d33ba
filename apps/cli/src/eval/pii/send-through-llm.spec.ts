import { type SeededRow, sendThroughLlm } from './send-through-llm';

/** A text with «TYPE:value» in it, as a row. */
function seeded(marked: string): SeededRow {
  let text = '';
  const spans: { type: string; start: number; end: number }[] = [];
  for (const part of marked.split(/(«[^»]+»)/)) {
    const match = /^«([A-Z_]+):([^»]+)»$/.exec(part);
    const value = match?.[2] ?? part;
    if (match?.[1] !== undefined) spans.push({ type: match[1], start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text, spans };
}

const rows = [
  'my card «CREDIT_CARD:4111 1111 1111 1111» was charged twice',
  'please write to «EMAIL_ADDRESS:rosa.field@example.org» or call «PHONE_NUMBER:+44 20 7946 0958»',
  'the refund should go to «IBAN_CODE:GB33BUKB20201555555555», please',
  'it was opened from «IP_ADDRESS:203.0.113.77» last night',
  'my social security number is «US_SSN:536-22-8714»',
  "my driver's licence number is «ID_NUMBER:5550134» and my passport is «ID_NUMBER:AB1234567»",
  '我的邮箱是 «EMAIL_ADDRESS:li.wei@example.com»，卡号 «CREDIT_CARD:5500005555555559»',
  'again: «EMAIL_ADDRESS:rosa.field@example.org», and again «EMAIL_ADDRESS:rosa.field@example.org»',
  'nothing to hide here but the town of «GPE:Kendal»',
].map(seeded);

describe('sendThroughLlm', () => {
  it('lets no card, address, number or id reach a remote model, and gives them back in the reply', async () => {
    const { byType, failed } = await sendThroughLlm(rows);
    expect(failed).toBe(0);
    const hidden = byType.filter(({ type }) => type !== 'GPE');
    expect(hidden.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['CREDIT_CARD', 'EMAIL_ADDRESS', 'PHONE_NUMBER', 'IBAN_CODE', 'IP_ADDRESS', 'US_SSN']),
    );
    for (const { type, sent, arrived, restored } of hidden) expect([type, arrived, restored]).toEqual([type, 0, sent]);
  }, 60_000);

  it('sees what arrives: a town is not hidden', async () => {
    const { byType } = await sendThroughLlm(rows.slice(-1));
    expect(byType).toEqual([{ type: 'GPE', sent: 1, arrived: 1, restored: 0 }]);
  }, 60_000);
});
