import { type Message, type Owner, type Policy, type Understanding, hoursSchema } from '@switchboard/contracts';
import { type ConversationStore, type PendingTurn, createSummaryStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type CuratedAnswer, createKnowledgeStore, createSearch } from '@switchboard/knowledge';
import { createDatasetStore, createModelStore, createSettingsStore } from '@switchboard/learn';
import type { IntentModel } from '@switchboard/models';
import { type Tool, createMockStore, createMockTool, createToolRuleStore } from '@switchboard/tools';
import type { TurnDeps } from '@switchboard/turn';
import { createUnderstand } from '@switchboard/understand';
import { createDefinitionStore, createLlmLedger, createWorkspaceStore } from '@switchboard/workspace';
import type { Encoders } from '../encoders/create-encoders';
import { createReaders } from '../encoders/create-readers';
import { createSpecialistsOf } from '../encoders/create-specialists-of';
import { createAnswer } from './answer/create-answer';
import { freeLedger } from '../replay/free-ledger';
import { createAsk } from './answer/create-ask';
import { createRecall } from './answer/create-recall';
import { expiringCache } from './expiring-cache';
import { createSearchFor } from './answer/create-search-for';
import type { ChatRoute, ChatRoutes } from './chat/open-configured-chat';
import { createAgentTools } from './tools/create-agent-tools';
import { createRunLlmAgent } from './chat/wire-llm-agent';
import { createRunProcedure } from './tools/wire-procedures';

export interface TurnParts {
  database: Database;
  conversations: ConversationStore;
  encoders: Pick<Encoders, 'of' | 'inSpace' | 'named'>;
  /** The models that may be asked. */
  chats: Pick<ChatRoutes, 'agent' | 'suggestion' | 'summary'>;
  readModel(workspaceId: string): Promise<IntentModel | null>;
  /** Calls of models are not written down and cost no budget: a replay. */
  isFree?: boolean;
  /** For tests: another policy and other tools than the workspace's. */
  instead?: { policy(own: Policy): Policy; tools(own: readonly Tool[]): readonly Tool[] };
  /** Tools outside of the desk, besides those of the pack. */
  readConnectedTools?(workspaceId: string): Promise<Tool[]>;
  /** Hears of every message that was understood; the turn does not wait for it. */
  onUnderstood?(turn: PendingTurn, text: string, understanding: Understanding): void;
  /** Hears of every message that a person is to answer. */
  onSilent?(turn: PendingTurn, owner: Owner): void;
  /** Hears of what a turn went on without. */
  onError?(error: unknown): void;
}

/** What a suggestion for a person needs of the steps. */
export interface SuggestionSteps extends Pick<TurnDeps, 'readDesk' | 'understand' | 'search'> {
  readAnswers(workspaceId: string): Promise<CuratedAnswer[]>;
  runLlmAgent: ReturnType<typeof createRunLlmAgent>;
}

/** What an edit in the console may take to reach the next turn. */
const settingsTtlMs = 1_000;
const passagesPerTurn = 5;

/** The steps of a turn over a database, and the stores they read: everything but who starts turns and who hears of them. */
export function wireTurn(parts: TurnParts) {
  const { database, conversations, encoders, chats, readModel, isFree = false } = parts;
  const { instead, onUnderstood, onSilent, onError, readConnectedTools = async () => [] } = parts;
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
  const readReadingTools = async (workspaceId: string) =>
    (await readTools(workspaceId)).filter(({ description }) => description.risk === 'read');
  const readPolicy = async (workspaceId: string): Promise<Policy> => {
    const { policy } = await readWorkspace(workspaceId);
    return instead?.policy(policy) ?? policy;
  };
  const toolRules = createToolRuleStore(database);
  const readRules = expiringCache(settingsTtlMs, (id) => toolRules.readRules(id));
  const specialistsOf = createSpecialistsOf();
  /** Where nobody can be asked first. */
  const readCallableRules = async (id: string) =>
    new Map([...(await readRules(id))].map(([name, rule]) => [name, rule === 'approval' ? 'off' : rule] as const));
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
  const recall = createRecall({
    conversations,
    summaries: createSummaryStore(database),
    route: chats.summary,
    onError: onError ?? (() => undefined),
  });
  const agentParts = { recall, guardOf, ledger: isFree ? freeLedger : ledger, readWorkspace, encoders, ask };
  const runLlmAgent = createRunLlmAgent({
    ...agentParts,
    route: chats.agent,
    purpose: 'agent',
    readTools: createAgentTools({ conversations, guardOf, readTools, readRules }),
  });

  const readDesk =
    (route: ChatRoute): TurnDeps['readDesk'] =>
    async (workspaceId) => ({
      policy: await readPolicy(workspaceId),
      curated: documentsByIntent(await readAnswers(workspaceId)),
      llmAvailable: route.some((model) => model.isReady?.() ?? true),
      ...(await readDefinitions(workspaceId)),
    });
  const understandContext: TurnDeps['understand'] = ({ turn, burst, history }) => {
    const earlier = history.filter(({ author }) => author.kind === 'visitor').map((message) => message.text);
    return understand(turn.workspaceId, textOf(burst), earlier);
  };
  const searchFor = createSearchFor({ search, countHidden: knowledge.countHidden, limit: passagesPerTurn });
  const answer = createAnswer({ conversations, readWorkspace, readAnswers, runProcedure, runLlmAgent });

  const steps: Omit<TurnDeps, 'store'> = {
    readDesk: readDesk(chats.agent),
    async understand(context) {
      const understood = await understandContext(context);
      onUnderstood?.(context.turn, textOf(context.burst), understood.understanding);
      return understood;
    },
    search: (context, understood) =>
      context.conversation.owner.kind === 'bot'
        ? searchFor(context, understood)
        : Promise.resolve({ passages: [], filter: null }),
    answer(decision, evidence, options) {
      const { turn, conversation } = evidence.context;
      if (decision.action === 'stay-silent') onSilent?.(turn, conversation.owner);
      return answer(decision, evidence, options);
    },
  };
  const suggestionSteps: SuggestionSteps = {
    readDesk: readDesk(chats.suggestion),
    understand: understandContext,
    search: searchFor,
    readAnswers,
    runLlmAgent: createRunLlmAgent({
      ...agentParts,
      route: chats.suggestion,
      purpose: 'suggestion',
      // A draft changes nothing: it may only look things up.
      readTools: createAgentTools({
        conversations,
        guardOf,
        readTools: readReadingTools,
        readRules: readCallableRules,
      }),
    }),
  };
  return {
    steps,
    runLlmAgent,
    suggestionSteps,
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

const textOf = (messages: readonly Message[]): string => messages.map(({ text }) => text).join('\n');

/** Intents with an answer, and the documents that it rests on, in whatever language. */
function documentsByIntent(answers: readonly CuratedAnswer[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { intent, documents } of answers)
    found.set(intent, new Set([...(found.get(intent) ?? []), ...documents.map(({ id }) => id)]));
  return found;
}
