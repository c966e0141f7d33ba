import type { ArticleScope } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addFile } from '../../api/knowledge';

export interface Uploads {
  /** Names of files on their way. */
  sending: readonly string[];
  /** What was refused, in words. */
  refused: readonly string[];
  /** What is added is for, from now on. */
  scope: ArticleScope;
  setScope(scope: ArticleScope): void;
  add(files: readonly File[]): void;
}

/** Files on their way to the desk, one after another. */
export function useUploads(): Uploads {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [sending, setSending] = useState<string[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [scope, setScope] = useState<ArticleScope>({ language: null, audiences: [], products: [] });

  async function send(files: readonly File[]): Promise<void> {
    setRefused([]);
    setSending((names) => [...names, ...files.map(({ name }) => name)]);
    for (const file of files) {
      try {
        if (file.size === 0) throw new Error(t('knowledgePage.reasons.empty'));
        if (file.size > limits.sourceFileBytes)
          throw new Error(t('knowledgePage.reasons.too-large', { detail: limits.sourceFileBytes / 1024 / 1024 }));
        await addFile(file, file.name, scope);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        setRefused((texts) => [...texts, t('knowledgePage.refused', { name: file.name, reason })]);
      }
      setSending((names) => names.filter((_, index) => index !== names.indexOf(file.name)));
      await cache.invalidateQueries({ queryKey: ['sources'] });
    }
  }
  return { sending, refused, scope, setScope, add: (files) => void send(files) };
}
