import { detectLanguage } from './detect-language';

describe('detectLanguage', () => {
  it.each([
    ['where is my parcel', 'en'],
    ['Do you deliver to Norway and what does it cost?', 'en'],
    ['退货需要多长时间？', 'zh'],
    ['我的订单 FM-1234567 在哪里', 'zh'],
    ['返品したいのですが', 'ja'],
    ['Wo ist meine Bestellung geblieben? Ich warte schon seit zwei Wochen.', 'de'],
    ['Bonjour, je voudrais savoir quand ma commande sera livrée.', 'fr'],
  ])('reads %s as %s', (text, code) => expect(detectLanguage(text).code).toBe(code));

  it.each(['refund??', 'hiya larkfield', 'hoodie size m', 'xxl', 'promo code'])(
    'does not take the fragment %s for a foreign language',
    (text) => {
      expect(['en', 'und']).toContain(detectLanguage(text).code);
    },
  );

  it.each(['', '???', '12345', '👍'])('admits that %j tells nothing', (text) =>
    expect(detectLanguage(text).code).toBe('und'),
  );
});
