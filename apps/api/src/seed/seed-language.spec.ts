import { outsideLabel } from '@switchboard/contracts';
import { readPack } from '@switchboard/packs';
import { repositoryRoot } from '../repository-root';
import { packRows } from './seed-language';

const retail = readPack(repositoryRoot(), 'retail');
const count = (languages: string[], part: string, isOutside: boolean): number =>
  packRows(retail, languages).filter((row) => row.part === part && (row.intent === outsideLabel) === isOutside).length;

describe('packRows', () => {
  it.each(['en', 'zh'])('has rows to learn, to refuse and to measure with in %s alone', (language) => {
    const rows = packRows(retail, [language]);
    expect(new Set(rows.map((row) => row.language))).toEqual(new Set([language]));
    for (const part of ['train', 'test'])
      for (const isOutside of [true, false]) expect(count([language], part, isOutside)).toBeGreaterThan(10);
    const isChinese = rows.map(({ text }) => /\p{Script=Han}/u.test(text));
    expect(isChinese.filter((is) => is === (language === 'zh')).length).toBe(rows.length);
  });

  it('never measures with what is learnt', () => {
    const rows = packRows(retail, ['en', 'zh']);
    const learnt = new Set(rows.filter(({ part }) => part === 'train').map(({ text }) => text));
    expect(rows.filter(({ part, text }) => part === 'test' && learnt.has(text))).toEqual([]);
  });
});
