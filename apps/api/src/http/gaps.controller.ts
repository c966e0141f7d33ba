import { Body, Controller, Get, HttpCode, Inject, Param, Put, Query, UseGuards } from '@nestjs/common';
import { type GapList, listGapsSchema, rateMessageSchema, seqSchema } from '@switchboard/contracts';
import { z } from 'zod';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { known, parse } from './parse';

const seqParameter = z.coerce.number().pipe(seqSchema);

/** What visitors think of answers, and what they ask in vain. */
@Controller('v1')
@UseGuards(Authenticate)
export class GapsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('gaps')
  async list(@Who() who: Identity, @Query() query: unknown): Promise<GapList> {
    requireScope(who, 'conversations:read');
    return { topics: await this.desk.listGaps(who.workspaceId, parse(listGapsSchema, query).days) };
  }

  @Put('conversations/:id/messages/:seq/rating')
  @HttpCode(204)
  rate(@Who() who: Identity, @Param('id') id: string, @Param('seq') seq: string, @Body() body: unknown): Promise<void> {
    requireScope(who, 'conversations:write');
    const { rating } = parse(rateMessageSchema, body);
    return this.desk.gaps.rateMessage(who.workspaceId, known(id), parse(seqParameter, seq), rating);
  }
}
