import { createConversationStore, createGapStore } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { createDelivery } from '@switchboard/deliver';
import { createLanguageStore, createTeamStore } from '@switchboard/workspace';
import { createDeskActions, createTurnRunner } from '@switchboard/turn';
import type { Logger } from 'pino';
import { createRateLimits } from '../auth/rate-limits';
import { createVisitorTokens } from '../auth/visitor-tokens';
import type { Config } from '../config/config-schema';
import type { Desk } from '../desk';
import type { Encoders } from '../encoders/create-encoders';
import { createTeam } from '../team/create-team';
import { createPublisher } from '../sockets/publisher';
import { wireAssist } from './assist/wire-assist';
import { createReadModel } from './learning/create-read-model';
import { openConfiguredChat } from './chat/open-configured-chat';
import { createListGaps } from './knowledge/list-gaps';
import { createPreviewAnswer } from './answer/preview-answer';
import { createReadStatus } from './read-status';
import { readiness } from './readiness';
import { openConnectionDesk } from './tools/open-connection-desk';
import { createToolDesk } from './tools/create-tool-desk';
import { wireApprovals } from './tools/wire-approvals';
import { wireSources } from './knowledge/wire-sources';
import { baseModelOf, endpointOf, wireLanguages } from './learning/wire-languages';
import { wireLearning } from './learning/wire-learning';
import { createVisitorView } from './visitor-view';
import { wireTurn } from './wire-turn';

export interface WireParts {
  config: Config;
  database: Database;
  encoders: Encoders;
  log: Logger;
  processId: string;
}

/** The one place where everything is put together: stores, steps, the turn, the edges. */
export async function wire({ config, database, encoders, log, processId }: WireParts) {
  const conversations = createConversationStore(database);
  const onError = (error: unknown): void => log.error({ err: error }, 'background work failed');

  const { openModel, readModel } = createReadModel({
    dataDir: config.DATA_DIR,
    models: () => models,
    settings: () => modelSettings,
    onError,
  });
  const chats = openConfiguredChat(config, log);
  const connections = await openConnectionDesk({ config, database, onError });
  const {
    steps,
    suggestionSteps,
    ledger,
    workspaces,
    knowledge,
    search,
    ask,
    definitions,
    mockRecords,
    datasets,
    models,
    modelSettings,
    guardOf,
    hoursOf,
    readTools,
    toolRules,
  } = wireTurn({
    database,
    conversations,
    encoders,
    chats,
    readModel,
    readConnectedTools: connections.readTools,
    onUnderstood: (...observed) => learning.observe(...observed),
    onSilent: ({ workspaceId, conversationId }, owner) => {
      if (owner.kind === 'agent') void assist.suggest(workspaceId, conversationId);
    },
    onError,
  });
  const languageStore = createLanguageStore(database);
  const learning = wireLearning({
    database,
    stores: { datasets, models, settings: modelSettings, conversations, workspaces },
    encoders,
    baseModelOf: baseModelOf(languageStore, encoders),
    endpointOf: endpointOf(config),
    dataDir: config.DATA_DIR,
    processId,
    openModel,
    isChanging: async (workspaceId) => (await languageStore.read(workspaceId))?.error === null,
    onError,
  });

  const languages = wireLanguages({
    config,
    languages: languageStore,
    workspaces,
    knowledge,
    datasets,
    models,
    jobs: learning.jobs,
    learning: learning.learning,
    modelDesk: learning.models,
    encoders,
    processId,
    onError,
  });
  const { sources, sourceRunner, writeArticle } = wireSources({
    database,
    knowledge,
    encoders,
    guardOf,
    processId,
    onError,
  });
  const gaps = createGapStore(database);
  const readPolicy = async (id: string) => (await workspaces.readWorkspace(id)).policy;

  const { visitorView, readQueue } = createVisitorView({ conversations, hoursOf });

  const publisher = createPublisher({ visitorView, readQueue, onError, isShared: config.REDIS_URL !== undefined });
  const assist = wireAssist({
    database,
    conversations,
    workspaces,
    ledger,
    chats,
    steps: suggestionSteps,
    onUpdate: publisher.assistUpdated,
    onError,
  });
  const delivery = createDelivery({ store: conversations, publish: publisher.publish, onError });
  const runner = createTurnRunner(
    {
      store: conversations,
      deliver: delivery.deliver,
      stream: publisher,
      onError: (error, turn) => log.error({ err: error, turn: turn?.id }, 'turn failed'),
      turn: { store: conversations, ...steps },
    },
    { processId, leaseMs: config.TURN_LEASE_MS },
  );
  const abortTurn = (conversationId: string): Promise<void> => {
    publisher.abortElsewhere(conversationId);
    return runner.abort(conversationId);
  };
  publisher.onAbort((conversationId) => void runner.abort(conversationId));

  const approvals = wireApprovals({
    database,
    runner,
    readTools,
    abortTurn,
    onChanged: publisher.conversationChanged,
    onError,
  });

  const desk: Desk = {
    actions: createDeskActions({ store: conversations, runner, deliver: delivery.deliver, abortTurn }),
    conversations,
    assist,
    workspaces,
    ledger,
    knowledge,
    sources,
    saveArticle: writeArticle,
    gaps,
    listGaps: createListGaps({ gaps, search, encoders, readPolicy }),
    previewAnswer: createPreviewAnswer({ ask, countHidden: knowledge.countHidden, readPolicy }),
    approvals,
    connections,
    team: createTeam({
      store: createTeamStore(database),
      conversations,
      disconnect: (agentId) => publisher.disconnectOtherSessions(agentId, ''),
    }),
    tools: createToolDesk({ readTools, rules: toolRules }),
    wakeSources: sourceRunner.wake,
    learning: learning.learning,
    models: learning.models,
    languages: languages.settings,
    visitorTokens: createVisitorTokens(await workspaces.readOrCreateSecret('visitor-tokens')),
    rateLimits: createRateLimits(),
    visitorView,
    secureCookies: config.PUBLIC_URL?.startsWith('https:') ?? false,
    readiness: () =>
      readiness({
        database,
        encoders,
        languages: languages.settings,
        route: chats.agent,
        local: chats.local,
        config,
        intents: learning.intentsPart(),
      }),
    status: createReadStatus(publisher.connected),
  };
  const closeOutside = async (): Promise<void> => {
    await chats.local?.close();
    await connections.close();
  };
  return {
    desk,
    closeOutside,
    publisher,
    delivery,
    runner,
    approvals,
    sources,
    sourceRunner,
    conversations,
    workspaces,
    knowledge,
    definitions,
    mockRecords,
    datasets,
    models,
    startLearning: learning.start,
    stopLearning: learning.stop,
    startLanguages: languages.start,
    stopLanguages: languages.stop,
  };
}
