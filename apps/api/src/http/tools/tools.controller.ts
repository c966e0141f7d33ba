import { Body, Controller, Get, Inject, Param, Put, UseGuards } from '@nestjs/common';
import { type ListedTool, type ToolList, setToolRuleSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** The workspace's tools and what the LLM agent may do with each. */
@Controller('v1/tools')
@UseGuards(Authenticate)
export class ToolsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity): Promise<ToolList> {
    requireScope(who, 'tools:read');
    return { items: await this.desk.tools.listTools(who.workspaceId) };
  }

  @Put(':name/rule')
  setRule(@Who() who: Identity, @Param('name') name: string, @Body() body: unknown): Promise<ListedTool> {
    requireScope(who, 'tools:write');
    return this.desk.tools.setRule(who.workspaceId, name, parse(setToolRuleSchema, body).rule);
  }
}
