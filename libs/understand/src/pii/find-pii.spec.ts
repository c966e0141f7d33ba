import { findPii } from './find-pii';

const found = (text: string): [string, string][] =>
  findPii(text).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe('findPii', () => {
  it.each([
    ['card 4111 1111 1111 1111 please', 'CREDIT_CARD', '4111 1111 1111 1111'],
    ['my card is 4111 1111 1111 1112', 'CREDIT_CARD', '4111 1111 1111 1112'],
    ['卡号5555555555554444', 'CREDIT_CARD', '5555555555554444'],
    ['pay to GB82 WEST 1234 5698 7654 32.', 'IBAN_CODE', 'GB82 WEST 1234 5698 7654 32'],
    ['de89370400440532013000', 'IBAN_CODE', 'de89370400440532013000'],
    ['mail me: ana.b+shop@mail.example.org!', 'EMAIL_ADDRESS', 'ana.b+shop@mail.example.org'],
    ['my number is 07700 900123', 'PHONE_NUMBER', '07700 900123'],
    ['ring +44 (0)20 7946 0958', 'PHONE_NUMBER', '+44 (0)20 7946 0958'],
    ['我的手机13812345678', 'PHONE_NUMBER', '13812345678'],
    ['nobody is answering at 44 708213', 'PHONE_NUMBER', '44 708213'],
    ['555 0134 office', 'PHONE_NUMBER', '555 0134'],
    ['by desk,07700 900123-Fax', 'PHONE_NUMBER', '07700 900123'],
    ["my driver's license number is 5550134", 'ID_NUMBER', '5550134'],
    ['driving licence MORGA657054SM9IJ', 'ID_NUMBER', 'MORGA657054SM9IJ'],
    ['passport no. is AB 1234567', 'ID_NUMBER', 'AB 1234567'],
    ['National Insurance number: QQ123456C', 'ID_NUMBER', 'QQ123456C'],
    ['护照号 E12345678', 'ID_NUMBER', 'E12345678'],
    ['ssn 536-90-4399', 'US_SSN', '536-90-4399'],
    ['身份证11010519491231002X', 'CN_ID', '11010519491231002X'],
    ['from 203.0.113.9 today', 'IP_ADDRESS', '203.0.113.9'],
    ['from 2001:db8::8a2e:370:7334 today', 'IP_ADDRESS', '2001:db8::8a2e:370:7334'],
    ['see https://shop.example/a?b=c', 'DOMAIN_NAME', 'https://shop.example/a?b=c'],
  ])('%s', (text, type, value) => {
    expect(found(text)).toEqual([[type, value]]);
  });

  it.each([
    'pay 4111 1111 1111 1112',
    'GB82 WEST 1234 5698 7654 33',
    'order 48213377 is late',
    'order 48213377 mobile shop',
    'a new passport takes 10 weeks and costs 88',
    'from 1,234,567 to 2,345,678 miles',
    'order FM-104-882-31 is late',
    'on 2026-11-23 or 23/11/2026',
    'it costs £1,299.00 or 1.299.000',
    'version 1.2.3.4567 and 300.1.2.3',
    'size 42, width 38 mm, EAN 12345',
    'at 12:30:45 sharp',
    '身份证11010519491231002Y',
  ])('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('gives spans in order that do not overlap', () => {
    const text = 'a@b.example, 4111111111111111, +44 20 7946 0958, https://x.example/a';
    const spans = findPii(text);
    expect(spans.map(({ type }) => type)).toEqual(['EMAIL_ADDRESS', 'CREDIT_CARD', 'PHONE_NUMBER', 'DOMAIN_NAME']);
    spans.forEach(({ start }, index) => expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0));
  });

  it.each([
    '1'.repeat(8000),
    '1 '.repeat(4000),
    'a.'.repeat(4000),
    'a1b2 '.repeat(1600),
    '('.repeat(8000),
    ':'.repeat(8000),
  ])('comes to an end on hostile text %#', (text) => {
    expect(findPii(text).length).toBeLessThan(2000);
  });
});
