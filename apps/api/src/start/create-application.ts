import type { Server } from 'node:http';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { limits } from '@switchboard/contracts';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from '../config/config-schema';
import { DESK, type Desk } from '../desk';
import { AssistController } from '../http/assist/assist.controller';
import { ConversationAssistController } from '../http/assist/conversation-assist.controller';
import { ConversationsController } from '../http/conversations.controller';
import { GapsController } from '../http/gaps.controller';
import { HealthController } from '../http/health.controller';
import { DatasetController } from '../http/learning/dataset.controller';
import { ModelsController } from '../http/learning/models.controller';
import { TrainingController } from '../http/learning/training.controller';
import { LanguagesController } from '../http/languages.controller';
import { KnowledgeController } from '../http/knowledge.controller';
import { ApprovalsController } from '../http/tools/approvals.controller';
import { ConnectionsController } from '../http/tools/connections.controller';
import { ToolRequestsController } from '../http/tools/tool-requests.controller';
import { ToolsController } from '../http/tools/tools.controller';
import { LlmController } from '../http/llm.controller';
import { KeysController } from '../http/team/keys.controller';
import { TeamController } from '../http/team/team.controller';
import { mountPages } from '../http/pages/mount-pages';
import { ProblemFilter } from '../http/problem-filter';
import { StreamController } from '../http/stream.controller';
import { SettingsController } from '../http/settings.controller';
import { SessionsController } from '../http/sessions.controller';
import { SourcesController } from '../http/sources/sources.controller';
import { LOG } from '../log';
import { repositoryRoot } from '../repository-root';
import { AgentGateway } from '../sockets/agent.gateway';
import { PUBLISHER, type Publisher } from '../sockets/publisher';
import { SocketAdapter } from '../sockets/socket-adapter';
import { VisitorGateway } from '../sockets/visitor.gateway';

@Module({})
class DeskModule {}

/** Express on the server that the front door has opened already. */
class AttachedExpressAdapter extends ExpressAdapter {
  constructor(
    app: Express,
    private readonly attached: Server,
  ) {
    super(app);
  }
  override initHttpServer(): void {
    this.httpServer = this.attached;
  }
}

/** The Nest application around a wired desk: controllers, gateways, pages and the rules for every request. */
export async function createApplication(
  { desk, publisher }: { desk: Desk; publisher: Publisher },
  { config, log, server }: { config: Config; log: Logger; server: Server },
): Promise<{ app: NestExpressApplication; handler: Express }> {
  const module: DynamicModule = {
    module: DeskModule,
    controllers: [
      ConversationsController,
      ConversationAssistController,
      AssistController,
      SettingsController,
      TeamController,
      KeysController,
      StreamController,
      SessionsController,
      KnowledgeController,
      SourcesController,
      LlmController,
      ToolsController,
      ApprovalsController,
      ConnectionsController,
      ToolRequestsController,
      DatasetController,
      TrainingController,
      ModelsController,
      LanguagesController,
      GapsController,
      HealthController,
    ],
    providers: [
      { provide: DESK, useValue: desk },
      { provide: PUBLISHER, useValue: publisher },
      { provide: LOG, useValue: log },
      VisitorGateway,
      AgentGateway,
    ],
  };
  const handler = express();
  handler.set('trust proxy', config.TRUSTED_PROXIES);
  handler.disable('x-powered-by');
  handler.use(pinoHttp({ logger: log, useLevel: 'debug', quietReqLogger: true }));
  handler.use(helmet({ contentSecurityPolicy: { directives: contentSecurity } }));
  handler.use('/v1/widget', allowOtherSites);
  handler.use('/v1/dataset/import', express.text({ type: () => true, limit: limits.importBytes }));
  handler.use('/v1/documents', express.json({ limit: limits.articleRequestBytes }));
  handler.use('/v1/tool-connections', express.json({ limit: 2 * limits.openApiBytes }));
  handler.use(express.json({ limit: limits.requestBytes }));
  mountPages(handler, desk, repositoryRoot());
  const app = await NestFactory.create<NestExpressApplication>(module, new AttachedExpressAdapter(handler, server), {
    logger: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(log));
  app.useWebSocketAdapter(new SocketAdapter(app, config.REDIS_URL));
  await app.init();
  return { app, handler };
}

const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  // Behind plain HTTP (the default on a developer's machine) nothing can be upgraded.
  upgradeInsecureRequests: null,
};

/** A widget on another site opens its session from there; it sends no cookie. */
const allowOtherSites: express.RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  if (request.method === 'OPTIONS') return void response.status(204).end();
  next();
};
