import type { DatasetRow, FoundRow } from '@switchboard/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addRow, removeRow, replaceRow, restoreRow } from '../api/learning';
import type { Notice } from '../learning/use-notice';

export interface DatasetChanges {
  add(text: string, intent: string): Promise<void>;
  edit(row: DatasetRow | FoundRow, input: { text: string; intent: string }): Promise<void>;
  remove(rows: readonly (DatasetRow | FoundRow)[]): Promise<void>;
  /** Shows what was done and reads the rows anew. */
  done(notice: Notice): void;
}

/** What people do with rows; each can be taken back. */
export function useDatasetChanges(onNotice: (notice: Notice) => void): DatasetChanges {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const done = (notice: Notice): void => {
    onNotice(notice);
    void cache.invalidateQueries({ queryKey: ['dataset'] });
    void cache.invalidateQueries({ queryKey: ['findings'] });
  };
  const attempt = async (work: () => Promise<Notice>): Promise<void> => {
    try {
      done(await work());
    } catch (error) {
      done({ text: (error as Error).message });
    }
  };
  return {
    done,
    add: (text, intent) =>
      attempt(async () => {
        const added = await addRow({ text, intent });
        return { text: t('learn.added', { intent }), undo: () => removeRow(added.id) };
      }),
    edit: (row, input) =>
      attempt(async () => {
        const changed = await replaceRow(row.id, input);
        return {
          text: t('learn.changed', { text: short(input.text), intent: input.intent }),
          undo: () => replaceRow(changed.id, { text: row.text, intent: row.intent }),
        };
      }),
    remove: (rows) =>
      attempt(async () => {
        for (const { id } of rows) await removeRow(id);
        return {
          text: t('learn.removed', { text: rows.map(({ text }) => short(text)).join(', ') }),
          undo: () => Promise.all(rows.map(({ id }) => restoreRow(id))),
        };
      }),
  };
}

const short = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text);
