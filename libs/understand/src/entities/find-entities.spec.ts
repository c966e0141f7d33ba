import { type Entity, vocabularySchema } from '@switchboard/contracts';
import { findEntities } from './find-entities';

const vocabulary = vocabularySchema.parse({
  references: [{ type: 'order', form: 'FM-#######', after: ['order', '订单号'] }],
  names: [
    { type: 'product', items: [{ value: 'Catbells boots', words: ['Catbells boots', 'Catbells', '猫铃登山靴'] }] },
  ],
});
/** A Tuesday. */
const today = '2026-11-24';
const find = (text: string): Entity[] => findEntities(text, { vocabulary, today });
const values = (text: string, type: string) =>
  find(text).flatMap((entity) => (entity.type === type ? [entity.value] : []));

describe('findEntities', () => {
  it.each([
    ['cancel FM-7740182', 'FM-7740182'],
    ['where is fm 774 0182 please', 'FM-7740182'],
    ['order no. 7740182', 'FM-7740182'],
    ['我的订单号是7740182', 'FM-7740182'],
    ['订单ＦＭ－７７４０１８２', 'FM-7740182'],
  ])('reads the order number in "%s"', (text, order) => expect(values(text, 'order')).toEqual([order]));

  it.each(['FM-77401829', 'FM-774018', 'call 7740182', 'xfm-7740182'])('reads none in "%s"', (text) =>
    expect(values(text, 'order')).toEqual([]),
  );

  it.each([
    ['tomorrow', '2026-11-25'],
    ['on Friday', '2026-11-27'],
    ['next Tuesday', '2026-12-01'],
    ['it came last Monday', '2026-11-23'],
    ['I ordered it on Sunday', '2026-11-22'],
    ['3 May', '2027-05-03'],
    ['bought on 3 May', '2026-05-03'],
    ['the 28th', '2026-11-28'],
    ['31/12/2026', '2026-12-31'],
    ['in two weeks', '2026-12-08'],
    ['明天', '2026-11-25'],
    ['下周二', '2026-12-01'],
    ['5月3日', '2027-05-03'],
    ['三天前', '2026-11-21'],
    ['十二月五号', '2026-12-05'],
  ])('reads the day in "%s"', (text, date) => expect(values(text, 'date')).toEqual([date]));

  it.each(['31/02/2026', 'may I return it', 'I march on', 'sit in the sun', 'within reason', '还有一个月亮'])(
    'reads no day in "%s"',
    (text) => expect(values(text, 'date')).toEqual([]),
  );

  it('goes over the end of the year and of a leap month', () => {
    expect(findEntities('in a month', { vocabulary, today: '2027-12-31' })[0]?.value).toBe('2028-01-31');
    expect(findEntities('29 February', { vocabulary, today: '2028-01-10' })[0]?.value).toBe('2028-02-29');
    expect(findEntities('29 February', { vocabulary, today: '2026-01-10' })).toEqual([]);
  });

  it.each([
    ['£12.50', 12.5, 'GBP'],
    ['fifty quid', 50, 'GBP'],
    ['two hundred and fifty pounds', 250, 'GBP'],
    ['€1,200', 1200, 'EUR'],
    ['300元', 300, 'CNY'],
    ['三百五块钱', 350, 'CNY'],
    ['转3万元', 30_000, 'CNY'],
  ])('reads the money in "%s"', (text, amount, currency) =>
    expect(values(text, 'amount')).toEqual([{ amount, currency }]),
  );

  it('reads addresses and phone numbers', () => {
    expect(values('I am Ana.Moss@Example.com', 'email')).toEqual(['ana.moss@example.com']);
    expect(values('ring 020 7946 0018 or 13912345678', 'phone')).toEqual(['+442079460018', '+8613912345678']);
  });

  it('forgives a slip in a product’s name and no more', () => {
    expect(values('my catbels boots leak', 'product')).toEqual(['Catbells boots']);
    expect(values('猫铃登山靴有货吗', 'product')).toEqual(['Catbells boots']);
    expect(values('cat bowls', 'product')).toEqual([]);
  });

  it.each([
    ['two Catbells', 2],
    ['3 pairs of socks', 3],
    ['make it 2x', 2],
    ['change the quantity to 4', 4],
    ['要两件', 2],
  ])('counts "%s"', (text, count) => expect(values(text, 'quantity')).toEqual([count]));

  it('gives places that hold the text, in order and without overlap', () => {
    const text = 'FM-7740182: two Catbells, £64, came 3 November，电话13912345678 😀 明天';
    const found = find(text);
    expect(found.map(({ type }) => type)).toEqual(['order', 'quantity', 'product', 'amount', 'date', 'phone', 'date']);
    found.forEach(({ start, end, text: own }, index) => {
      expect(text.slice(start, end)).toBe(own);
      expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
    });
  });

  it('stays quick on thousands of characters of digits', () => {
    expect(find('1 '.repeat(2_000)).length).toBeLessThan(2_000);
    expect(find('9'.repeat(50_000))).toEqual([]);
  });
});
