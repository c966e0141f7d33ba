import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import {
  type Source,
  type SourceItemPage,
  type SourceList,
  createSourceSchema,
  limits,
  listSourceItemsSchema,
  updateSourceSchema,
  uploadSourceSchema,
} from '@switchboard/contracts';
import type { Request } from 'express';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';
import { readBody } from './read-body';

/** Sources of knowledge: sites and files, and what became of their pages. */
@Controller('v1/sources')
@UseGuards(Authenticate)
export class SourcesController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity): Promise<SourceList> {
    requireScope(who, 'documents:read');
    return { items: await this.desk.sources.listSources(who.workspaceId) };
  }

  @Post()
  async addSite(@Who() who: Identity, @Body() body: unknown): Promise<Source> {
    requireScope(who, 'documents:write');
    const site = parse(createSourceSchema, body);
    const source = await this.desk.sources.addSite(who.workspaceId, {
      ...site,
      name: site.name ?? new URL(site.url).host,
    });
    this.desk.wakeSources();
    return source;
  }

  @Post('files')
  async addFile(@Who() who: Identity, @Query() query: unknown, @Req() request: Request): Promise<Source> {
    requireScope(who, 'documents:write');
    const file = parse(uploadSourceSchema, query);
    const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
    const bytes = await readBody(request, limits.sourceFileBytes);
    const source = await this.desk.sources.addFile(who.workspaceId, {
      ...file,
      mediaType: mediaType.trim().slice(0, 100),
      bytes,
    });
    this.desk.wakeSources();
    return source;
  }

  @Get(':id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<Source> {
    requireScope(who, 'documents:read');
    return this.desk.sources.readSource(who.workspaceId, known(id));
  }

  @Get(':id/items')
  async items(@Who() who: Identity, @Param('id') id: string, @Query() query: unknown): Promise<SourceItemPage> {
    requireScope(who, 'documents:read');
    const page = parse(listSourceItemsSchema, query);
    await this.desk.sources.readSource(who.workspaceId, known(id));
    return this.desk.sources.listItems(who.workspaceId, id, page);
  }

  @Put(':id')
  async change(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<Source> {
    requireScope(who, 'documents:write');
    const { syncEveryHours, scope } = parse(updateSourceSchema, body);
    const { sources } = this.desk;
    if (scope !== undefined) await sources.changeScope(who.workspaceId, known(id), scope);
    if (syncEveryHours !== undefined) await sources.changeSchedule(who.workspaceId, known(id), syncEveryHours);
    return sources.readSource(who.workspaceId, known(id));
  }

  @Post(':id/sync')
  @HttpCode(200)
  async sync(@Who() who: Identity, @Param('id') id: string): Promise<Source> {
    requireScope(who, 'documents:write');
    const source = await this.desk.sources.requestSync(who.workspaceId, known(id));
    this.desk.wakeSources();
    return source;
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param('id') id: string): Promise<void> {
    requireScope(who, 'documents:write');
    return this.desk.sources.removeSource(who.workspaceId, known(id));
  }
}
