import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InterfaceLanguage, Message, Trace } from '@switchboard/contracts';
import { type TurnContext, type TurnEnding, createConversationStore } from '@switchboard/conversations';
import { type Database, migrate, openPGlite } from '@switchboard/db';
import { type IntentModel, loadIntentModel } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import { handleTurn } from '@switchboard/turn';
import { fixedEncoders } from '../encoders/fixed-encoders';
import { noChats } from './no-chats';
import { wireTurn } from '../wire/wire-turn';
import { packKey, putIntoCache, takeFromCache } from './pack-cache';
import { type Talk, type TalkSetting, createOpenTalk } from './open-talk';
import { type SeedDeps, seedWorkspace } from './seed-workspace';

/** What the desk did with one message: how its turn ended, and why. */
export interface Asked {
  ending: TurnEnding;
  trace: Omit<Trace, 'outcome' | 'finishedAt'>;
}

export interface PackDesk {
  /** Begins a conversation that is kept, on a desk as the setting says. */
  openTalk(setting: TalkSetting): Promise<Talk>;
  /** Plays a message as the first of a conversation through the whole turn; nothing of it is kept. */
  ask(text: string, language?: InterfaceLanguage): Promise<Asked>;
  close(): Promise<void>;
}

export interface PackDeskOptions extends Pick<SeedDeps, 'encoder' | 'onProgress'> {
  /** Keeps what was set up, so that the next opening of the same pack takes no training. In memory without it. */
  cacheDir?: string;
}

/** A pack's desk without edges, for measuring and testing: trained, with the steps that serve visitors. */
export async function openPackDesk(pack: Pack, options: PackDeskOptions): Promise<PackDesk> {
  const { encoder, cacheDir } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-pack-'));
  let model: IntentModel | null = null;
  const readModel = async (): Promise<IntentModel | null> => model;
  if (cacheDir !== undefined) await takeOrMake(pack, { ...options, cacheDir, dataDir });
  const database = await openPGlite(cacheDir === undefined ? {} : { dataDir: join(dataDir, 'database') });
  const { wired, workspace } = await seedOver(database, pack, { ...options, dataDir, readModel });
  const live = await wired.models.readLive(workspace.id);
  if (live !== null) model = await loadIntentModel(join(dataDir, 'artifacts', live.hash));

  return {
    openTalk: createOpenTalk({ database, encoder, workspace, pack, readModel }),
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

interface Seeding extends PackDeskOptions {
  dataDir: string;
  readModel(): Promise<IntentModel | null>;
}

/** Seeds a pack into a database, unless it is there. */
async function seedOver(database: Database, pack: Pack, { encoder, dataDir, readModel, onProgress }: Seeding) {
  await migrate(database);
  const conversations = createConversationStore(database);
  const wired = wireTurn({ database, conversations, encoders: fixedEncoders(encoder), chats: noChats, readModel });
  const known = await wired.workspaces.findWorkspace(pack.name);
  const isSeeded = known !== null && (await wired.models.readLive(known.id)) !== null;
  const workspace = isSeeded
    ? known
    : (await seedWorkspace(pack.name, pack, { ...wired, encoder, dataDir, onProgress })).workspace;
  return { wired, workspace };
}

/** Fills `dataDir` with a desk of the pack that was set up before, or sets one up and keeps it. */
async function takeOrMake(
  pack: Pack,
  { cacheDir, dataDir, ...options }: PackDeskOptions & { cacheDir: string; dataDir: string },
): Promise<void> {
  const key = packKey(pack, options.encoder.space);
  if (takeFromCache(cacheDir, key, dataDir)) return;
  const database = await openPGlite({ dataDir: join(dataDir, 'database') });
  await seedOver(database, pack, { ...options, dataDir, readModel: async () => null });
  await database.close();
  putIntoCache(cacheDir, key, dataDir);
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
