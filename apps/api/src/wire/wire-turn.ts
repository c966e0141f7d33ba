import type { Policy, Understanding } from '@switchboard/contracts';
import type { ConversationStore, PendingTurn } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { hoursSchema } from '@switchboard/handoff';
import { createKnowledgeStore, createSearch } from '@switchboard/knowledge';
import { createDatasetStore, createModelStore, createSettingsStore } from '@switchboard/learn';
import type { IntentModel } from '@switchboard/models';
import { type Tool, createMockStore, createMockTool, createToolRuleStore } from '@switchboard/tools';
import type { TurnDeps } from '@switchboard/turn';
import { createUnderstand } from '@switchboard/understand';
import { createDefinitionStore, createLlmLedger, createWorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../encoders/create-encoders';
import { createReaders } from '../encoders/create-readers';
import { createSpecialistsOf } from '../encoders/create-specialists-of';
import { createAnswer } from './create-answer';
import { freeLedger } from '../replay/free-ledger';
import { createAsk } from './create-ask';
import { expiringCache } from './expiring-cache';
import type { ChatRoute } from './open-configured-chat';
import { createSearchFor } from './create-search-for';
import { createAgentTools } from './tools/create-agent-tools';
import { createRunLlmAgent } from './wire-llm-agent';
import { createRunProcedure } from './wire-procedures';

export interface TurnParts {
  database: Database;
  conversations: ConversationStore;
  encoders: Pick<Encoders, 'of' | 'inSpace' | 'named'>;
  /** The models that the LLM agent may ask. */
  route: ChatRoute;
  readModel(workspaceId: string): Promise<IntentModel | null>;
  /** For tests: another policy and other tools than the workspace's. */
  /** Calls of models are not written down and cost no budget: a replay. */
  isFree?: boolean;
  instead?: { policy(own: Policy): Policy; tools(own: readonly Tool[]): readonly Tool[] };
  /** Tools outside of the desk, besides those of the pack. */
  readConnectedTools?(workspaceId: string): Promise<Tool[]>;
  /** Hears of every message that was understood; the turn does not wait for it. */
  onUnderstood?(turn: PendingTurn, text: string, understanding: Understanding): void;
}

/** What an edit in the console may take to reach the next turn. */
const settingsTtlMs = 1_000;
const passagesPerTurn = 5;

/** The steps of a turn over a database, and the stores they read: everything but who starts turns and who hears of them. */
export function wireTurn({
  database,
  conversations,
  encoders,
  route,
  readModel,
  isFree = false,
  instead,
  onUnderstood,
  readConnectedTools = async () => [],
}: TurnParts) {
  const workspaces = createWorkspaceStore(database);
  const knowledge = createKnowledgeStore(database);
  const search = createSearch({
    store: knowledge,
    encoderOf: encoders.inSpace,
    spaceOf: async (id) => (await readWorkspace(id)).embeddingSpace,
  });
  const ask = createAsk({ search, encoders });
  const definitions = createDefinitionStore(database);
  const mockRecords = createMockStore(database);
  const datasets = createDatasetStore(database);
  const models = createModelStore(database);
  const modelSettings = createSettingsStore(database);
  const readWorkspace = expiringCache(settingsTtlMs, (id) => workspaces.readWorkspace(id));
  const readAnswers = expiringCache(settingsTtlMs, (id) => knowledge.listCuratedAnswers(id));
  const readDefinitions = expiringCache(settingsTtlMs, (id) => definitions.readDefinitions(id));
  const hoursOf = async (workspaceId: string) => hoursSchema.parse((await readWorkspace(workspaceId)).hours);
  const readTimeZone = async (workspaceId: string) => (await hoursOf(workspaceId)).timezone;
  const readConnected = expiringCache(settingsTtlMs, readConnectedTools);
  const readTools = async (workspaceId: string): Promise<readonly Tool[]> => {
    const ofPack = (await readDefinitions(workspaceId)).tools.map((tool) => createMockTool(tool, mockRecords));
    const taken = new Set(ofPack.map(({ description }) => description.name));
    const connected = (await readConnected(workspaceId)).filter(({ description }) => !taken.has(description.name));
    const own = [...ofPack, ...connected];
    return instead?.tools(own) ?? own;
  };
  const readPolicy = async (workspaceId: string): Promise<Policy> => {
    const { policy } = await readWorkspace(workspaceId);
    return instead?.policy(policy) ?? policy;
  };
  const toolRules = createToolRuleStore(database);
  const readRules = expiringCache(settingsTtlMs, (id) => toolRules.readRules(id));
  const specialistsOf = createSpecialistsOf();
  const guardOf = async (workspaceId: string) => {
    const encoder = await encoders.of(workspaceId);
    return encoder === null ? null : specialistsOf(encoder).guard;
  };
  const understand = createUnderstand({
    readReaders: createReaders({ encoders, readModel, specialistsOf }),
    readLanguage: async (id) => ({ ...(await readDefinitions(id)), timeZone: await readTimeZone(id) }),
  });
  const runProcedure = createRunProcedure({ conversations, readTools, readTimeZone });

  const ledger = createLlmLedger(database);
  const runLlmAgent = createRunLlmAgent({
    route,
    purpose: 'agent',
    guardOf,
    ledger: isFree ? freeLedger : ledger,
    readWorkspace,
    readTools: createAgentTools({ conversations, guardOf, readTools, readRules }),
    encoders,
    ask,
  });

  const steps: Omit<TurnDeps, 'store'> = {
    readDesk: async (workspaceId) => ({
      policy: await readPolicy(workspaceId),
      curatedIntents: new Set((await readAnswers(workspaceId)).map(({ intent }) => intent)),
      llmAvailable: route.some((model) => model.isReady?.() ?? true),
      ...(await readDefinitions(workspaceId)),
    }),
    async understand({ turn, burst, history }) {
      const text = burst.map((message) => message.text).join('\n');
      const earlier = history.filter(({ author }) => author.kind === 'visitor').map((message) => message.text);
      const understood = await understand(turn.workspaceId, text, earlier);
      onUnderstood?.(turn, text, understood.understanding);
      return understood;
    },
    search: createSearchFor({ search, countHidden: knowledge.countHidden, limit: passagesPerTurn }),
    answer: createAnswer({ conversations, readWorkspace, readAnswers, runProcedure, runLlmAgent }),
  };
  return {
    steps,
    runLlmAgent,
    ledger,
    workspaces,
    knowledge,
    search,
    ask,
    definitions,
    mockRecords,
    readTools,
    toolRules,
    datasets,
    models,
    modelSettings,
    guardOf,
    hoursOf,
  };
}
