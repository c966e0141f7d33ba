import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { type ToolRequestList, listToolRequestsSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** What tools have sent to the outside. */
@Controller('v1/tool-requests')
@UseGuards(Authenticate)
export class ToolRequestsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity, @Query() query: unknown): Promise<ToolRequestList> {
    requireScope(who, 'tools:read');
    return {
      items: await this.desk.connections.listRequests(who.workspaceId, parse(listToolRequestsSchema, query).limit),
    };
  }
}
