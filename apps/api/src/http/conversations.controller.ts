import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import {
  type Conversation,
  type ConversationPage,
  type Message,
  type MessagePage,
  type Stopped,
  type Trace,
  createConversationSchema,
  createMessageSchema,
  listConversationsSchema,
  listMessagesSchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireAgent, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { known, parse } from './parse';
import { ProblemError } from './problem-error';
import { readerLanguage } from './reader-language';

/** Conversations and messages, for the console and for programs. */
@Controller('v1/conversations')
@UseGuards(Authenticate)
export class ConversationsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Post()
  create(@Who() who: Identity, @Body() body: unknown): Promise<Conversation> {
    requireScope(who, 'conversations:write');
    const { visitor, language } = parse(createConversationSchema, body);
    return this.desk.conversations.createConversation(who.workspaceId, { visitor, language });
  }

  @Get()
  list(@Who() who: Identity, @Query() query: unknown): Promise<ConversationPage> {
    requireScope(who, 'conversations:read');
    const { holder, status, search, cursor, limit } = parse(listConversationsSchema, query);
    const held = holder === 'me' ? { agentId: requireAgent(who).id } : holder === undefined ? {} : { holder };
    return this.desk.conversations.listConversations(who.workspaceId, {
      limit,
      ...held,
      ...(status === undefined ? {} : { status }),
      ...(search === undefined || search === '' ? {} : { search }),
      ...(cursor === undefined ? {} : { cursor }),
    });
  }

  @Get(':id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<Conversation> {
    requireScope(who, 'conversations:read');
    return this.desk.conversations.readConversation(who.workspaceId, known(id));
  }

  @Get(':id/messages')
  messages(@Who() who: Identity, @Param('id') id: string, @Query() query: unknown): Promise<MessagePage> {
    requireScope(who, 'conversations:read');
    return this.desk.conversations.readMessages(who.workspaceId, known(id), parse(listMessagesSchema, query));
  }

  @Post(':id/messages')
  async say(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<Message> {
    requireScope(who, 'conversations:write');
    const { clientId, text, as, suggestionId = null } = parse(createMessageSchema, body);
    if (as === 'agent') {
      const input = { clientId, text, agentId: requireAgent(who).id };
      const message = await this.desk.actions.reply(who.workspaceId, known(id), input);
      this.desk.assist.replied(who.workspaceId, message, suggestionId);
      return message;
    }
    await this.desk.rateLimits.take('visitorMessages', known(id));
    return this.desk.actions.receiveMessage(who.workspaceId, known(id), { clientId, text });
  }

  @Post(':id/request-person')
  @HttpCode(200)
  requestPerson(@Who() who: Identity, @Param('id') id: string): Promise<Conversation> {
    requireScope(who, 'conversations:write');
    return this.desk.actions.requestPerson(who.workspaceId, known(id), 'asked-for-person');
  }

  @Post(':id/stop')
  @HttpCode(200)
  async stop(@Who() who: Identity, @Param('id') id: string): Promise<Stopped> {
    requireScope(who, 'conversations:write');
    return { stopped: await this.desk.actions.stopReply(who.workspaceId, known(id)) };
  }

  @Post(':id/take-over')
  @HttpCode(200)
  async takeOver(
    @Who() who: Identity,
    @Param('id') id: string,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Conversation> {
    const conversation = await this.desk.actions.takeOver(who.workspaceId, known(id), requireAgent(who).id);
    this.desk.assist.takenOver(who.workspaceId, id, readerLanguage(accepted));
    return conversation;
  }

  @Post(':id/give-back')
  @HttpCode(200)
  giveBack(@Who() who: Identity, @Param('id') id: string): Promise<Conversation> {
    return this.desk.actions.giveBack(who.workspaceId, known(id), requireAgent(who).id);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  async resolve(
    @Who() who: Identity,
    @Param('id') id: string,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Conversation> {
    const conversation = await this.desk.actions.resolve(who.workspaceId, known(id), requireAgent(who).id);
    this.desk.assist.resolved(who.workspaceId, id, readerLanguage(accepted));
    return conversation;
  }

  @Get(':id/turns/:turnId')
  async trace(@Who() who: Identity, @Param('id') id: string, @Param('turnId') turnId: string): Promise<Trace> {
    requireScope(who, 'conversations:read');
    const trace = await this.desk.conversations.readTrace(who.workspaceId, known(turnId));
    if (trace === null || trace.conversationId !== id)
      throw new ProblemError('not-found', `there is no turn ${turnId}`);
    return trace;
  }
}
