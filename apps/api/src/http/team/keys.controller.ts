import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { type ApiKeyList, type IssuedKey, idSchema, issueKeySchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireLead } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** The keys of programs that call the API. */
@Controller('v1/keys')
@UseGuards(Authenticate)
export class KeysController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity): Promise<ApiKeyList> {
    requireLead(who);
    return { items: await this.desk.team.listKeys(who.workspaceId) };
  }

  @Post()
  issue(@Who() who: Identity, @Body() body: unknown): Promise<IssuedKey> {
    requireLead(who);
    return this.desk.team.issueKey(who.workspaceId, parse(issueKeySchema, body));
  }

  @Delete(':id')
  @HttpCode(204)
  revoke(@Who() who: Identity, @Param('id') id: string): Promise<void> {
    requireLead(who);
    return this.desk.team.revokeKey(who.workspaceId, parse(idSchema, id));
  }
}
