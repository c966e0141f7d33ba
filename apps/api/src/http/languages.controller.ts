import { Body, Controller, Delete, Get, HttpCode, Inject, Put, UseGuards } from '@nestjs/common';
import { type Languages, setLanguagesSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, nameOf, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { parse } from './parse';

/** The languages that a workspace's specialists answer in. */
@Controller('v1/languages')
@UseGuards(Authenticate)
export class LanguagesController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  read(@Who() who: Identity): Promise<Languages> {
    requireScope(who, 'learning:read');
    return this.desk.languages.read(who.workspaceId);
  }

  @Put()
  @HttpCode(202)
  set(@Who() who: Identity, @Body() body: unknown): Promise<Languages> {
    requireScope(who, 'learning:write');
    return this.desk.languages.set(who.workspaceId, parse(setLanguagesSchema, body), nameOf(who));
  }

  @Delete('change')
  giveUp(@Who() who: Identity): Promise<Languages> {
    requireScope(who, 'learning:write');
    return this.desk.languages.giveUp(who.workspaceId);
  }
}
