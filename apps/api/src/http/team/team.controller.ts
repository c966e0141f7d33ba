import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { type Invited, type Team, idSchema, inviteSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireAgent, requireLead } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** Who works at the console. */
@Controller('v1/team')
@UseGuards(Authenticate)
export class TeamController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity): Promise<Team> {
    requireAgent(who);
    return { items: await this.desk.team.listMembers(who.workspaceId) };
  }

  @Post()
  invite(@Who() who: Identity, @Body() body: unknown): Promise<Invited> {
    requireLead(who);
    return this.desk.team.invite(who.workspaceId, parse(inviteSchema, body));
  }

  @Post(':id/password')
  @HttpCode(200)
  resetPassword(@Who() who: Identity, @Param('id') id: string): Promise<Invited> {
    return this.desk.team.resetPassword(requireLead(who), parse(idSchema, id));
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param('id') id: string): Promise<void> {
    return this.desk.team.remove(requireLead(who), parse(idSchema, id));
  }
}
