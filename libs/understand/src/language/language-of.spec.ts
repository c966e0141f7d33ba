import { languageOf } from './language-of';

describe('languageOf', () => {
  it.each([
    ['Standard delivery in the UK costs £3.95 and takes two days.', 'en'],
    ['La livraison standard coûte trois livres et prend deux jours.', 'fr'],
    ['Die Lieferung kostet drei Pfund und dauert zwei Tage.', 'de'],
    ['英国境内标准配送需要两天。', 'zh'],
  ])('knows %j', (text, code) => expect(languageOf(text)).toBe(code));

  it.each(['OK', 'Fell Summit −9 °C', 'https://fellmoor.example/delivery', ''])('is not certain of %j', (text) =>
    expect(languageOf(text)).toBeNull(),
  );
});
