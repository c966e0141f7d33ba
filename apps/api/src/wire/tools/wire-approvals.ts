import type { Conversation } from '@switchboard/contracts';
import { type DueApproval, createApprovalStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type Tool, type ToolLedger, callTool } from '@switchboard/tools';
import { type TurnRunner, createApprovalRunner } from '@switchboard/turn';
import { sessionOf } from './tool-session';

export interface ApprovalParts {
  database: Database;
  runner: TurnRunner;
  readTools(workspaceId: string): Promise<readonly Tool[]>;
  abortTurn(conversationId: string): Promise<void>;
  onChanged(workspaceId: string, conversation: Conversation): void;
  onError(error: unknown): void;
  undoMs?: number;
}

/** Decisions of people over the LLM agent's calls, and what carries them out. */
export function wireApprovals({ database, readTools, undoMs, ...deps }: ApprovalParts) {
  const store = createApprovalStore(database);
  const runTool = async ({ approval, arguments: args }: DueApproval) => {
    const { id, workspaceId, conversationId, visitor } = approval;
    const tool = (await readTools(workspaceId)).find(({ description }) => description.name === approval.tool);
    if (tool === undefined)
      return { ok: false as const, code: 'no-such-tool', detail: `the tool ${approval.tool} was removed` };
    const { outcome } = await callTool(tool, args, {
      context: {
        workspaceId,
        conversationId,
        session: sessionOf(visitor),
        signal: new AbortController().signal,
      },
      key: `approval-${id}`,
      ledger: claimedByApproval,
    });
    return outcome;
  };
  const approvalRunner = createApprovalRunner({ ...deps, store, runTool }, undoMs === undefined ? {} : { undoMs });
  return { listApprovals: store.listApprovals, readApproval: store.readApproval, ...approvalRunner };
}

export type Approvals = ReturnType<typeof wireApprovals>;

/** The approval's own row says that it runs, and that it ran. */
const claimedByApproval: ToolLedger = {
  claim: async () => ({ kind: 'claimed' }),
  isKnown: async () => false,
  finish: async () => undefined,
};
