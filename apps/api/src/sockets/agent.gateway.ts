import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { type ThreadPage, agentResumeSchema, agentTypingSchema, limits } from '@switchboard/contracts';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { readSessionCookie } from '../auth/session-cookie';
import { DESK, type Desk } from '../desk';
import { parse } from '../http/parse';
import { LOG } from '../log';
import { acknowledge } from './acknowledge';
import { handshakeError } from './handshake-error';
import { PUBLISHER, type Publisher, agentRoom, sessionRoom, workspaceRoom } from './publisher';
import { refuseUnknownEvents } from './refuse-unknown-events';

interface AgentSession {
  workspaceId: string;
  agentId: string;
  token: string;
}

/** Namespace /agent: the console. The session cookie of the handshake says who it is. */
@WebSocketGateway({ namespace: '/agent' })
export class AgentGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(PUBLISHER) private readonly publisher: Publisher,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(namespace: Namespace): void {
    this.publisher.connectAgents(namespace);
    namespace.use((socket, next) => {
      this.authenticate(socket).then(
        (session) => {
          if (session === null) return next(handshakeError('sign in first'));
          socket.data = session;
          next();
        },
        (error: unknown) => next(error instanceof Error ? error : new Error('sign-in failed')),
      );
    });
  }

  async handleConnection(socket: Socket): Promise<void> {
    refuseUnknownEvents(socket, ['conversation.resume', 'typing']);
    const { workspaceId, agentId, token } = socket.data as AgentSession;
    await socket.join([workspaceRoom(workspaceId), agentRoom(agentId), sessionRoom(token)]);
  }

  @SubscribeMessage('conversation.resume')
  resume(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    const work = async (): Promise<ThreadPage> => {
      const { workspaceId } = socket.data as AgentSession;
      const { conversationId, afterSeq } = parse(agentResumeSchema, body);
      const page = { afterSeq, limit: limits.resumeMessages };
      const { items, more } = await this.desk.conversations.readMessages(workspaceId, conversationId, page);
      return {
        conversation: await this.desk.conversations.readConversation(workspaceId, conversationId),
        messages: items,
        more,
      };
    };
    return acknowledge(work, (error) => this.log.error({ err: error }, 'agent event failed'));
  }

  @SubscribeMessage('typing')
  async typing(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<void> {
    const { workspaceId, agentId } = socket.data as AgentSession;
    const typing = agentTypingSchema.safeParse(body);
    if (!typing.success) return;
    const { conversationId } = typing.data;
    const conversation = await this.desk.conversations.readConversation(workspaceId, conversationId).catch(() => null);
    if (conversation?.owner.kind === 'agent' && conversation.owner.agentId === agentId) {
      this.publisher.typingToVisitor({ conversationId, who: 'agent' });
    }
  }

  private async authenticate(socket: Socket): Promise<AgentSession | null> {
    const token = readSessionCookie(socket.handshake.headers.cookie);
    if (token === null) return null;
    const agent = await this.desk.workspaces.findSession(token);
    if (agent === null || agent.mustChangePassword) return null;
    return { workspaceId: agent.workspaceId, agentId: agent.id, token };
  }
}
