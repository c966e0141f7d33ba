import type { Queryable } from '@switchboard/db';
import * as sql from './erase.sql';

export interface ErasedLearning {
  /** Rows of the training data, in whatever version. */
  rows: number;
  /** Models whose weights were learnt from such a row, by the version of the data. */
  models: sql.TrainedOn[];
}

/**
 * Removes what was learnt from conversations: rows of the training data, also of sealed versions, and their texts in
 * evaluations, replays and findings. Weights cannot be made to forget: the models that were trained on a row are named.
 */
export async function eraseLearnt(
  tx: Queryable,
  workspaceId: string,
  conversationIds: readonly string[],
): Promise<ErasedLearning> {
  const rows = await tx.query<sql.ErasedRow>(sql.deleteRows(workspaceId, conversationIds));
  const texts = rows.map(({ text }) => text);
  await tx.query(sql.forgetMeasured(workspaceId, texts));
  await tx.query(sql.forgetReplayed(workspaceId, conversationIds));
  await tx.query(
    sql.forgetFindings(
      workspaceId,
      rows.map(({ id }) => id),
    ),
  );
  const learnt = rows.filter(({ part }) => part === 'train');
  const models = await tx.query<sql.TrainedOn>(sql.selectModels(workspaceId));
  return {
    rows: rows.length,
    models: models.filter(({ version }) =>
      learnt.some(({ since, until }) => since <= version && (until === null || until > version)),
    ),
  };
}
