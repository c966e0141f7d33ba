import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type KnowledgeStore, ingestDocument } from '@switchboard/knowledge';
import { outsideLabel } from '@switchboard/contracts';
import { type IntentRow, type NewRow, readIntentRows, readTextRows } from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import { repositoryRoot } from '../repository-root';

export interface ArticleDeps {
  knowledge: KnowledgeStore;
  encoder: Encoder;
  onProgress?(progress: { step: 'articles'; done: number; total: number }): void;
}

/** Takes in a pack's articles in some of its languages. What is there and unchanged is kept. */
export async function seedArticles(
  workspaceId: string,
  pack: Pack,
  languages: readonly string[],
  { knowledge, encoder, onProgress }: ArticleDeps,
): Promise<{ written: number; kept: number }> {
  const articles = pack.articles.filter(({ language }) => languages.includes(language));
  let written = 0;
  for (const [index, article] of articles.entries()) {
    onProgress?.({ step: 'articles', done: index, total: articles.length });
    const input = { source: `pack:${pack.name}`, ...article };
    if (await ingestDocument(workspaceId, input, { store: knowledge, encoder })) written++;
  }
  onProgress?.({ step: 'articles', done: articles.length, total: articles.length });
  return { written, kept: articles.length - written };
}

/** The same article in an answer's language, where there is one. */
export async function seedAnswers(
  workspaceId: string,
  { intents, articles: all, languages: [main] }: Pack,
  languages: readonly string[],
  knowledge: KnowledgeStore,
): Promise<number> {
  let saved = 0;
  for (const { id, title, answer, articles } of intents)
    for (const [language, text] of Object.entries(answer)) {
      if (!languages.includes(language)) continue;
      const documents = articles.map((slug) =>
        language !== main && all.some((article) => article.slug === `${slug}.${language}`)
          ? `${slug}.${language}`
          : slug,
      );
      await knowledge.saveCuratedAnswer(workspaceId, {
        intent: id,
        language,
        title: title[language] ?? id,
        text,
        documents,
      });
      saved++;
    }
  return saved;
}

/**
 * What a pack has in some of its languages to train on, messages outside everything among it, and its messages for
 * measuring, which are never trained on.
 */
export function packRows(
  { name, intents, outOfScope, languages: [main] }: Pack,
  languages: readonly string[],
): NewRow[] {
  return languages.flatMap((language) => {
    const folder = join(repositoryRoot(), 'evals', name, language === main ? '' : language);
    const examples = intents.flatMap(({ id, examples: all }) => labelled(all[language] ?? [], id));
    const outside = outOfScope.filter((row) => row.language === language).map(({ text }) => text);
    return [
      ...[...examples, ...labelled(outside, outsideLabel)].map((row) => ({ ...row, part: 'train' as const })),
      ...[
        ...rowsIn(join(folder, 'intents.jsonl'), readIntentRows),
        ...rowsIn(join(folder, 'out-of-scope.jsonl'), (file) =>
          labelled(
            readTextRows(file).map(({ text }) => text),
            outsideLabel,
          ),
        ),
      ].map((row) => ({ ...row, part: 'test' as const })),
    ].map((row): NewRow => ({ ...row, source: 'pack', language }));
  });
}

const labelled = (texts: readonly string[], intent: string): IntentRow[] => texts.map((text) => ({ text, intent }));

const rowsIn = (file: string, read: (file: string) => IntentRow[]): IntentRow[] => (existsSync(file) ? read(file) : []);
