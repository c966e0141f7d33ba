import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { type LlmCallPage, listLlmCallsSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { parse } from './parse';

/** What large models were asked, what it cost, and what left this machine. */
@Controller('v1/llm/calls')
@UseGuards(Authenticate)
export class LlmController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity, @Query() query: unknown): Promise<LlmCallPage> {
    requireScope(who, 'conversations:read');
    const { before, ...rest } = parse(listLlmCallsSchema, query);
    const page = { ...rest, ...(before === undefined ? {} : { before }) };
    return { items: await this.desk.ledger.listCalls(who.workspaceId, page) };
  }
}
