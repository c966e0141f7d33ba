import { Body, Controller, Get, Inject, Put, UseGuards } from '@nestjs/common';
import {
  type StoredAiSettings,
  type StoredCompany,
  saveAiSettingsSchema,
  saveCompanySchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireAgent, requireLead, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { parse } from './parse';

/** What people set for their workspace. */
@Controller('v1/settings')
@UseGuards(Authenticate)
export class SettingsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('company')
  readCompany(@Who() who: Identity): Promise<StoredCompany> {
    requireScope(who, 'conversations:read');
    return this.desk.workspaces.readCompany(who.workspaceId);
  }

  @Put('company')
  saveCompany(@Who() who: Identity, @Body() body: unknown): Promise<StoredCompany> {
    requireLead(who);
    return this.desk.workspaces.saveCompany(who.workspaceId, parse(saveCompanySchema, body));
  }

  @Get('ai')
  readAi(@Who() who: Identity): Promise<StoredAiSettings> {
    requireScope(who, 'conversations:read');
    return this.desk.workspaces.readAiSettings(who.workspaceId);
  }

  @Put('ai')
  saveAi(@Who() who: Identity, @Body() body: unknown): Promise<StoredAiSettings> {
    requireAgent(who);
    return this.desk.workspaces.saveAiSettings(who.workspaceId, parse(saveAiSettingsSchema, body));
  }
}
