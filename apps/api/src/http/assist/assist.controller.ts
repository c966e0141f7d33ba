import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import {
  type AssistHelp,
  type SuggestionPage,
  type SummaryList,
  listSuggestionsSchema,
  searchSummariesSchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** What help there is, what people made of suggestions, and the summaries of all conversations. */
@Controller('v1')
@UseGuards(Authenticate)
export class AssistController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('assist')
  help(@Who() who: Identity): AssistHelp {
    requireScope(who, 'conversations:read');
    return this.desk.assist.help();
  }

  @Get('suggestions')
  suggestions(@Who() who: Identity, @Query() query: unknown): Promise<SuggestionPage> {
    requireScope(who, 'conversations:read');
    return this.desk.assist.suggestions.listDecided(who.workspaceId, parse(listSuggestionsSchema, query));
  }

  @Get('summaries')
  async summaries(@Who() who: Identity, @Query() query: unknown): Promise<SummaryList> {
    requireScope(who, 'conversations:read');
    const items = await this.desk.assist.summaries.searchSummaries(
      who.workspaceId,
      parse(searchSummariesSchema, query),
    );
    return { items };
  }
}
