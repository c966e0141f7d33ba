import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InterfaceLanguage, Message, Trace } from '@switchboard/contracts';
import { type TurnContext, type TurnEnding, createConversationStore } from '@switchboard/conversations';
import { migrate, openPGlite } from '@switchboard/db';
import { type Encoder, type IntentModel, loadIntentModel } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import { handleTurn } from '@switchboard/turn';
import { fixedEncoders } from '../encoders/fixed-encoders';
import { wireTurn } from '../wire/wire-turn';
import { type SeedDeps, seedWorkspace } from './seed-workspace';

/** What the desk did with one message: how its turn ended, and why. */
export interface Asked {
  ending: TurnEnding;
  trace: Omit<Trace, 'outcome' | 'finishedAt'>;
}

export interface PackDesk {
  /** Plays a message as the first of a conversation through the whole turn; nothing of it is kept. */
  ask(text: string, language?: InterfaceLanguage): Promise<Asked>;
  close(): Promise<void>;
}

/** A pack's desk without edges, for measuring: in memory, trained, with the steps that serve visitors. */
export async function openPackDesk(
  pack: Pack,
  { encoder, onProgress }: Pick<SeedDeps, 'encoder' | 'onProgress'> & { encoder: Encoder },
): Promise<PackDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-pack-'));
  const database = await openPGlite();
  await migrate(database);
  let model: IntentModel | null = null;
  const conversations = createConversationStore(database);
  const wired = wireTurn({
    database,
    conversations,
    encoders: fixedEncoders(encoder),
    route: [],
    readModel: async () => model,
  });
  const { workspace } = await seedWorkspace(pack.name, pack, { ...wired, encoder, dataDir, onProgress });
  const live = await wired.models.readLive(workspace.id);
  if (live !== null) model = await loadIntentModel(join(dataDir, 'artifacts', live.hash));

  return {
    async ask(text, language = 'en') {
      let asked: Asked | null = null;
      const context = firstMessage(workspace.id, text, language);
      const store = {
        readTurnContext: async () => context,
        commitTurn: async (_: unknown, ending: TurnEnding, trace: Asked['trace']) => {
          asked = { ending, trace };
          return { outcome: 'replied' as const, deliveries: [] };
        },
      };
      const signal = new AbortController().signal;
      await handleTurn(context.turn, { ...wired.steps, store }, { signal, onText: () => undefined });
      if (asked === null) throw new Error('the turn committed nothing');
      return asked;
    },
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A conversation that has just begun with one message. */
function firstMessage(workspaceId: string, text: string, language: InterfaceLanguage): TurnContext {
  const [id, conversationId] = [randomUUID(), randomUUID()];
  const now = new Date().toISOString();
  const message: Message = {
    id: randomUUID(),
    conversationId,
    seq: 1,
    clientId: 'm',
    author: { kind: 'visitor' },
    text,
    event: null,
    citations: [],
    choices: [],
    turnId: null,
    createdAt: now,
  };
  return {
    turn: { id, workspaceId, conversationId, fromSeq: 1, toSeq: 1, epoch: 0, attempts: 1 },
    conversation: {
      id: conversationId,
      visitor: { id: randomUUID(), name: null, email: null },
      status: 'open',
      owner: { kind: 'bot' },
      epoch: 0,
      lastSeq: 1,
      lastMessage: null,
      language,
      waitingSince: null,
      marks: [],
      approvals: 0,
      createdAt: now,
      updatedAt: now,
    },
    failures: 0,
    burst: [message],
    history: [],
    procedure: null,
    approvals: { waiting: [], decided: [] },
  };
}
