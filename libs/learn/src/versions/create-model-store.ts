import { randomUUID } from 'node:crypto';
import {
  type Evaluation,
  type EvaluationSummary,
  type ModelVersion,
  type Promotion,
  type ShadowReport,
  type Traffic,
  evaluationSchema,
} from '@switchboard/contracts';
import type { Database, Sql } from '@switchboard/db';
import { ModelArchivedError, ModelNotFoundError, NothingToRollBackError } from './errors';
import * as sql from './model.sql';

type Stored = sql.ModelRecord & { evaluation: EvaluationSummary | null };

export interface StoredModel extends ModelVersion {
  /** What messages were like when it was trained. */
  reference: Traffic | null;
}

export type NewModel = Omit<ModelVersion, 'id' | 'createdAt' | 'evaluation' | 'archivedAt'> & {
  reference: Traffic | null;
};

const modelsShown = 50;
const promotionsShown = 20;
const examplesShown = 30;

/** Model versions, how they did, and the pointers to the live one and the one in its shadow. */
export function createModelStore(database: Database) {
  const one = async <Row extends object>(statement: Sql): Promise<Row | null> =>
    (await database.query<Row>(statement))[0] ?? null;
  const orNull = (row: Stored | null): StoredModel | null => (row === null ? null : toModel(row));

  async function moveTo(
    workspaceId: string,
    modelId: string,
    how: Pick<Promotion, 'kind' | 'by' | 'reason'>,
  ): Promise<void> {
    await database.transaction(async (tx) => {
      await tx.query(sql.lockPointers(workspaceId));
      const [moved] = await tx.query<{ previous_id: string | null }>(sql.moveLiveModel(workspaceId, modelId));
      if (moved === undefined) throw await whyNot(tx, workspaceId, modelId);
      if (moved.previous_id === modelId) return;
      await tx.query(sql.insertPromotion(workspaceId, { modelId, previousId: moved.previous_id, ...how }));
    });
  }

  /** Nothing was moved: there is no such model here, or its files are gone. */
  async function whyNot(
    { query }: Pick<Database, 'query'>,
    workspaceId: string,
    modelId: string,
  ): Promise<ModelNotFoundError | ModelArchivedError> {
    const known = await query(sql.selectModel(workspaceId, modelId));
    return known.length === 0 ? new ModelNotFoundError(modelId) : new ModelArchivedError(modelId);
  }

  async function listPromotions(workspaceId: string): Promise<Promotion[]> {
    const records = await database.query<sql.PromotionRecord>(sql.selectPromotions(workspaceId, promotionsShown));
    return records.map(({ model_id, previous_id, kind, reason, by, created_at }) => {
      return { modelId: model_id, previousId: previous_id, kind, reason, by, at: created_at.toISOString() };
    });
  }

  /** The model that was live before the last change. Throws NothingToRollBackError. */
  async function readPrevious(workspaceId: string): Promise<string> {
    const [last] = await listPromotions(workspaceId);
    if (last === undefined || last.previousId === null) throw new NothingToRollBackError();
    return last.previousId;
  }

  return {
    /** Stores a version; the same artifact is the same version. Returns its id. */
    async register(workspaceId: string, model: NewModel): Promise<string> {
      const row = await one<{ id: string }>(
        sql.insertModel(workspaceId, {
          id: randomUUID(),
          artifact_hash: model.hash,
          dataset_hash: model.datasetHash,
          dataset_version: model.datasetVersion,
          base_model: model.baseModel,
          method: model.method,
          code_version: model.codeVersion,
          metrics: model.metrics,
          replay: model.replay,
          reference: model.reference,
          trial: model.trial,
        }),
      );
      if (row === null) throw new Error('the model version was not stored');
      return row.id;
    },
    list: async (workspaceId: string): Promise<StoredModel[]> =>
      (await database.query<Stored>(sql.selectModels(workspaceId, modelsShown))).map(toModel),
    /** Throws ModelNotFoundError. */
    async read(workspaceId: string, id: string): Promise<StoredModel> {
      const row = await one<Stored>(sql.selectModel(workspaceId, id));
      if (row === null) throw new ModelNotFoundError(id);
      return toModel(row);
    },
    readLive: async (workspaceId: string) => orNull(await one<Stored>(sql.selectLiveModel(workspaceId))),
    readShadow: async (workspaceId: string) => orNull(await one<Stored>(sql.selectShadowModel(workspaceId))),

    /** Going live is a pointer change, and is written down. Throws ModelNotFoundError, ModelArchivedError. */
    goLive: (
      workspaceId: string,
      modelId: string,
      how: { kind: 'seed' | 'promote'; by: string; reason?: string },
    ): Promise<void> => moveTo(workspaceId, modelId, { reason: null, ...how }),
    /** Back to what was live before the last change. Throws NothingToRollBackError. Returns the model's id. */
    async rollBack(workspaceId: string, by: string): Promise<string> {
      const previousId = await readPrevious(workspaceId);
      await moveTo(workspaceId, previousId, { kind: 'rollback', by, reason: null });
      return previousId;
    },
    readPrevious,
    /** Newest first. */
    listPromotions,

    saveEvaluation: async (workspaceId: string, modelId: string, report: Evaluation): Promise<void> =>
      void (await database.query(sql.upsertEvaluation(workspaceId, modelId, report))),
    async readEvaluation(workspaceId: string, modelId: string, datasetVersion: number): Promise<Evaluation | null> {
      const row = await one<{ report: Evaluation }>(sql.selectEvaluation(workspaceId, modelId, datasetVersion));
      // Reports from before these were measured lack them.
      return row === null
        ? null
        : { ...row.report, ...evaluationSchema.pick({ risks: true, bias: true, languages: true }).parse(row.report) };
    },

    /** Throws ModelNotFoundError, ModelArchivedError. */
    setShadow: (workspaceId: string, modelId: string | null): Promise<void> =>
      database.transaction(async (tx) => {
        await tx.query(sql.lockPointers(workspaceId));
        const updated = await tx.query(sql.updateShadowModel(workspaceId, modelId));
        if (updated.length === 0) throw await whyNot(tx, workspaceId, modelId ?? '');
      }),
    recordShadow: async (workspaceId: string, modelId: string, row: sql.ShadowRow): Promise<void> =>
      void (await database.query(sql.insertShadowRecord(workspaceId, modelId, row))),
    async readShadowReport(workspaceId: string, modelId: string): Promise<ShadowReport> {
      const [counts, examples] = await Promise.all([
        one<Pick<ShadowReport, 'messages' | 'disagreements'>>(sql.countShadowRecords(workspaceId, modelId)),
        database.query<sql.DisagreementRecord>(sql.selectDisagreements(workspaceId, modelId, examplesShown)),
      ]);
      return {
        modelId,
        ...(counts ?? { messages: 0, disagreements: 0 }),
        examples: examples.map(({ conversation_id, text, live_intent, shadow_intent }) => {
          return { conversationId: conversation_id, text, live: live_intent, candidate: shadow_intent };
        }),
      };
    },
  };
}

export type ModelStore = ReturnType<typeof createModelStore>;

function toModel(record: Stored): StoredModel {
  return {
    id: record.id,
    hash: record.artifact_hash,
    baseModel: record.base_model,
    method: record.method,
    datasetVersion: record.dataset_version,
    datasetHash: record.dataset_hash,
    codeVersion: record.code_version,
    metrics: record.metrics,
    createdAt: record.created_at.toISOString(),
    evaluation: record.evaluation,
    replay: record.replay,
    reference: record.reference,
    trial: record.trial,
    archivedAt: record.archived_at?.toISOString() ?? null,
  };
}
