import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { limits, rateEventSchema, resumeSchema, sendMessageSchema } from '@switchboard/contracts';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import type { VisitorSession } from '../auth/visitor-tokens';
import { DESK, type Desk } from '../desk';
import { parse } from '../http/parse';
import { LOG } from '../log';
import { acknowledge } from './acknowledge';
import { handshakeError } from './handshake-error';
import { PUBLISHER, type Publisher, conversationRoom } from './publisher';
import { refuseUnknownEvents } from './refuse-unknown-events';

const events = ['message.send', 'message.rate', 'conversation.resume', 'person.request', 'reply.stop', 'typing'];

/** Namespace /visitor: the widget. The token of the handshake names workspace and conversation. */
@WebSocketGateway({ namespace: '/visitor' })
export class VisitorGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(PUBLISHER) private readonly publisher: Publisher,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(namespace: Namespace): void {
    this.publisher.connectVisitors(namespace);
    namespace.use((socket, next) => {
      const token: unknown = socket.handshake.auth['token'];
      void this.desk.visitorTokens.verify(typeof token === 'string' ? token : '').then((session) => {
        if (session === null) return next(handshakeError('the session token is missing, expired or not ours'));
        socket.data = session;
        next();
      });
    });
  }

  async handleConnection(socket: Socket): Promise<void> {
    refuseUnknownEvents(socket, events);
    await socket.join(conversationRoom(this.session(socket).conversationId));
  }

  @SubscribeMessage('message.send')
  send(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(async () => {
      const { workspaceId, conversationId } = this.session(socket);
      const input = parse(sendMessageSchema, body);
      await this.desk.rateLimits.take('visitorMessages', conversationId);
      return this.desk.actions.receiveMessage(workspaceId, conversationId, input);
    });
  }

  @SubscribeMessage('message.rate')
  rate(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(async () => {
      const { workspaceId, conversationId } = this.session(socket);
      const { seq, rating } = parse(rateEventSchema, body);
      await this.desk.rateLimits.take('visitorMessages', conversationId);
      await this.desk.gaps.rateMessage(workspaceId, conversationId, seq, rating);
      return null;
    });
  }

  @SubscribeMessage('conversation.resume')
  resume(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(async () => {
      const { workspaceId, conversationId } = this.session(socket);
      const { afterSeq } = parse(resumeSchema, body);
      const page = { afterSeq, limit: limits.resumeMessages };
      const { items, more } = await this.desk.conversations.readMessages(workspaceId, conversationId, page);
      const conversation = await this.desk.conversations.readConversation(workspaceId, conversationId);
      return { conversation: await this.desk.visitorView(workspaceId, conversation), messages: items, more };
    });
  }

  @SubscribeMessage('person.request')
  requestPerson(@ConnectedSocket() socket: Socket) {
    return this.answer(async () => {
      const { workspaceId, conversationId } = this.session(socket);
      await this.desk.rateLimits.take('visitorMessages', conversationId);
      const conversation = await this.desk.actions.requestPerson(workspaceId, conversationId, 'asked-for-person');
      return this.desk.visitorView(workspaceId, conversation);
    });
  }

  @SubscribeMessage('reply.stop')
  stop(@ConnectedSocket() socket: Socket) {
    return this.answer(async () => {
      const { workspaceId, conversationId } = this.session(socket);
      return { stopped: await this.desk.actions.stopReply(workspaceId, conversationId) };
    });
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: Socket): void {
    const { workspaceId, conversationId } = this.session(socket);
    this.publisher.typingToAgents(workspaceId, { conversationId, who: 'visitor' });
  }

  private session(socket: Socket): VisitorSession {
    return socket.data as VisitorSession;
  }

  private answer<T>(work: () => Promise<T>) {
    return acknowledge(work, (error) => this.log.error({ err: error }, 'visitor event failed'));
  }
}
