import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import {
  type ConversationLabels,
  type CurrentSuggestion,
  type RewrittenText,
  type Summary,
  type SummaryList,
  conversationLabelsSchema,
  makeSummarySchema,
  rewriteTextSchema,
} from '@switchboard/contracts';
import type { Response } from 'express';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';
import { readerLanguage } from '../reader-language';

/** Help with one conversation: a suggested reply, summaries, other words, labels. */
@Controller('v1/conversations/:id')
@UseGuards(Authenticate)
export class ConversationAssistController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('suggestion')
  suggestion(@Who() who: Identity, @Param('id') id: string): Promise<CurrentSuggestion> {
    requireScope(who, 'conversations:read');
    return this.desk.assist.currentSuggestion(who.workspaceId, known(id));
  }

  @Post('suggestion')
  @HttpCode(202)
  async suggestAnew(@Who() who: Identity, @Param('id') id: string): Promise<CurrentSuggestion> {
    requireScope(who, 'conversations:write');
    await this.desk.conversations.readConversation(who.workspaceId, known(id));
    void this.desk.assist.suggest(who.workspaceId, id, { anew: true });
    return this.desk.assist.currentSuggestion(who.workspaceId, id);
  }

  @Get('summaries')
  async summaries(@Who() who: Identity, @Param('id') id: string): Promise<SummaryList> {
    requireScope(who, 'conversations:read');
    await this.desk.conversations.readConversation(who.workspaceId, known(id));
    return { items: await this.desk.assist.summaries.listSummaries(who.workspaceId, id) };
  }

  @Post('summaries')
  @HttpCode(200)
  summarise(
    @Who() who: Identity,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Summary> {
    requireScope(who, 'conversations:write');
    const given = { language: readerLanguage(accepted), ...(body as object) };
    return this.desk.assist.summarise(who.workspaceId, known(id), parse(makeSummarySchema, given));
  }

  /** Ends with the request: who no longer waits costs no more tokens. */
  @Post('rewrite')
  @HttpCode(200)
  rewrite(
    @Who() who: Identity,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RewrittenText> {
    requireScope(who, 'conversations:write');
    const input = parse(rewriteTextSchema, body);
    const gone = new AbortController();
    response.on('close', () => gone.abort(new Error('nobody waits for it any more')));
    return this.desk.assist.rewrite(who.workspaceId, known(id), input, gone.signal);
  }

  @Get('labels')
  async labels(@Who() who: Identity, @Param('id') id: string): Promise<ConversationLabels> {
    requireScope(who, 'conversations:read');
    await this.desk.conversations.readConversation(who.workspaceId, known(id));
    return { items: await this.desk.assist.labels.listLabels(who.workspaceId, id) };
  }

  @Put('labels')
  async setLabels(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<ConversationLabels> {
    requireScope(who, 'conversations:write');
    const { items } = parse(conversationLabelsSchema, body);
    const agentId = who.kind === 'agent' ? who.agent.id : null;
    return { items: await this.desk.assist.labels.setLabels(who.workspaceId, known(id), items, agentId) };
  }
}
