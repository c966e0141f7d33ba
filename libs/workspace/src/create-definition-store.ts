import {
  type MockTool,
  type Procedure,
  type Safety,
  type Vocabulary,
  mockToolSchema,
  procedureSchema,
  safetySchema,
  vocabularySchema,
} from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import * as sql from './definition.sql';

/** What a workspace's desk may do and knows by form: data that a pack brings and a workspace may change. */
export interface Definitions {
  procedures: Procedure[];
  tools: MockTool[];
  safety: Safety;
  vocabulary: Vocabulary;
}

/** Procedures, tools, safety rules and vocabulary by workspace: the only code that touches `definition`. */
export function createDefinitionStore(database: Database) {
  return {
    /** Replaces all of a workspace's, in one transaction. */
    async saveDefinitions(workspaceId: string, { procedures, tools, safety, vocabulary }: Definitions): Promise<void> {
      const rows: Omit<sql.DefinitionRow, 'position'>[] = [
        ...procedures.map((body) => ({ kind: 'procedure' as const, name: body.id, body })),
        ...tools.map((body) => ({ kind: 'tool' as const, name: body.name, body })),
        { kind: 'safety', name: 'safety', body: safety },
        { kind: 'vocabulary', name: 'vocabulary', body: vocabulary },
      ];
      await database.transaction(async (tx) => {
        await tx.query(sql.deleteDefinitions(workspaceId));
        for (const [position, row] of rows.entries())
          await tx.query(sql.insertDefinition(workspaceId, { ...row, position }));
      });
    },
    /** A workspace that has none gets empty ones. */
    async readDefinitions(workspaceId: string): Promise<Definitions> {
      const rows = await database.query<sql.DefinitionRow>(sql.selectDefinitions(workspaceId));
      const of = (kind: sql.DefinitionRow['kind']): unknown[] =>
        rows.flatMap((row) => (row.kind === kind ? [row.body] : []));
      return {
        procedures: of('procedure').map((body) => procedureSchema.parse(body)),
        tools: of('tool').map((body) => mockToolSchema.parse(body)),
        safety: safetySchema.parse(of('safety')[0] ?? { rules: [] }),
        vocabulary: vocabularySchema.parse(of('vocabulary')[0] ?? {}),
      };
    },
  };
}

export type DefinitionStore = ReturnType<typeof createDefinitionStore>;
