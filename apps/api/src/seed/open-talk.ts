import { randomUUID } from 'node:crypto';
import type {
  Conversation,
  InterfaceLanguage,
  Message,
  MockRecord,
  Policy,
  ToolOutcome,
  Trace,
} from '@switchboard/contracts';
import { policySchema } from '@switchboard/contracts';
import { type PendingTurn, createConversationStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import type { Encoder, IntentModel } from '@switchboard/models';
import type { Pack } from '@switchboard/packs';
import type { Tool } from '@switchboard/tools';
import { createTurnRunner } from '@switchboard/turn';
import type { Workspace } from '@switchboard/workspace';
import { fixedEncoders } from '../encoders/fixed-encoders';
import type { ChatRoute } from '../wire/chat/open-configured-chat';
import { noChats } from './no-chats';
import { wireTurn } from '../wire/wire-turn';

/** What a conversation of a test finds. */
export interface TalkSetting {
  language: InterfaceLanguage;
  visitor: { name?: string; email?: string };
  owner: 'bot' | 'queue';
  /** The models that the LLM agent may ask. */
  route: ChatRoute;
  /** Settings that differ from the workspace's. */
  policy: Partial<Policy>;
  /** Records of the mock company beside the pack's. */
  data: Readonly<Record<string, readonly MockRecord[]>>;
  /** What tools give instead of asking the company. */
  tools: Readonly<Record<string, ToolOutcome>>;
}

/** What came of one message of the visitor. */
export interface Said {
  /** Null when the desk has nothing to answer with: the message is one for people. */
  trace: Trace | null;
  /** What the bot wrote, and what happened to the conversation. */
  messages: Message[];
  conversation: Conversation;
}

export interface Talk {
  say(text: string): Promise<Said>;
}

interface TalkDeps {
  database: Database;
  encoder: Encoder;
  workspace: Workspace;
  pack: Pack;
  readModel(workspaceId: string): Promise<IntentModel | null>;
}

const leaseMs = 600_000;

/** Conversations on a pack's desk through the store and the turn that serve visitors; each finds the pack's own data. */
export function createOpenTalk({ database, encoder, workspace, pack, readModel }: TalkDeps) {
  return async (setting: TalkSetting): Promise<Talk> => {
    const store = createConversationStore(database);
    const { steps, mockRecords } = wireTurn({
      database,
      conversations: store,
      encoders: fixedEncoders(encoder),
      chats: { ...noChats, agent: setting.route },
      readModel,
      instead: {
        policy: (own) => policySchema.parse({ ...own, ...setting.policy }),
        tools: (own) => own.map((tool) => withOutcome(tool, setting.tools[tool.description.name])),
      },
    });
    await mockRecords.replaceRecords(workspace.id, together(pack.data, setting.data));
    let fault: unknown = null;
    const runner = createTurnRunner(
      {
        store,
        deliver: () => undefined,
        stream: { delta: () => undefined, place: () => undefined, ended: () => undefined },
        onError: (error) => void (fault = error),
        turn: { store, ...steps },
      },
      { processId: randomUUID(), leaseMs },
    );
    const { visitor, language } = setting;
    const { id } = await store.createConversation(workspace.id, { visitor, language });
    if (setting.owner === 'queue') await store.requestPerson(workspace.id, id, 'asked-for-person');

    return {
      async say(text) {
        const message = { clientId: randomUUID(), text };
        const appended = await store.appendVisitorMessage(workspace.id, id, message, runner.lease);
        if (appended.turn !== null) await runner.start(appended.turn);
        if (fault !== null) throw fault;
        const { items } = await store.readMessages(workspace.id, id, { afterSeq: appended.message.seq, limit: 20 });
        return {
          trace: await traceOf(appended.turn),
          messages: items,
          conversation: await store.readConversation(workspace.id, id),
        };
      },
    };

    async function traceOf(turn: PendingTurn | null): Promise<Trace | null> {
      return turn === null ? null : store.readTrace(workspace.id, turn.id);
    }
  };
}

const withOutcome = (tool: Tool, outcome: ToolOutcome | undefined): Tool =>
  outcome === undefined ? tool : { ...tool, run: async () => outcome };

function together(own: TalkSetting['data'], more: TalkSetting['data']): Record<string, MockRecord[]> {
  const names = new Set([...Object.keys(own), ...Object.keys(more)]);
  return Object.fromEntries([...names].map((name) => [name, [...(own[name] ?? []), ...(more[name] ?? [])]]));
}
