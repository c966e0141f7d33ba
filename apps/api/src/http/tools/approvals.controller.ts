import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { type Approval, type ApprovalList, decideApprovalSchema, listApprovalsSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireAgent, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';

/** Calls of tools that wait for a person's decision. Only people decide. */
@Controller('v1/approvals')
@UseGuards(Authenticate)
export class ApprovalsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity, @Query() query: unknown): Promise<ApprovalList> {
    requireScope(who, 'tools:read');
    const { conversationId, ...page } = parse(listApprovalsSchema, query);
    const of = conversationId === undefined ? {} : { conversationId };
    return { items: await this.desk.approvals.listApprovals(who.workspaceId, { ...page, ...of }) };
  }

  @Get(':id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<Approval> {
    requireScope(who, 'tools:read');
    return this.desk.approvals.readApproval(who.workspaceId, known(id));
  }

  @Post(':id/decide')
  @HttpCode(200)
  decide(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<Approval> {
    const agentId = requireAgent(who).id;
    return this.desk.approvals.decide(who.workspaceId, known(id), { ...parse(decideApprovalSchema, body), agentId });
  }

  @Post(':id/undo')
  @HttpCode(200)
  undo(@Who() who: Identity, @Param('id') id: string): Promise<Approval> {
    requireAgent(who);
    return this.desk.approvals.undo(who.workspaceId, known(id));
  }
}
