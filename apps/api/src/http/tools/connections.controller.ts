import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import {
  type Connection,
  type ConnectionList,
  type OpenApiPreview,
  previewOpenApiSchema,
  saveConnectionSchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { parse } from '../parse';

/** Where tools outside of the desk come from: OpenAPI documents and MCP servers. */
@Controller('v1/tool-connections')
@UseGuards(Authenticate)
export class ConnectionsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  async list(@Who() who: Identity): Promise<ConnectionList> {
    requireScope(who, 'tools:read');
    return { items: await this.desk.connections.list(who.workspaceId) };
  }

  @Post('preview')
  @HttpCode(200)
  async preview(@Who() who: Identity, @Body() body: unknown): Promise<OpenApiPreview> {
    requireScope(who, 'tools:write');
    const { document, url } = parse(previewOpenApiSchema, body);
    const text = document ?? (await this.desk.connections.fetchDocument(url ?? ''));
    return this.desk.connections.preview(text);
  }

  @Post()
  save(@Who() who: Identity, @Body() body: unknown): Promise<Connection> {
    requireScope(who, 'tools:write');
    return this.desk.connections.save(who.workspaceId, parse(saveConnectionSchema, body));
  }

  @Delete(':name')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param('name') name: string): Promise<void> {
    requireScope(who, 'tools:write');
    return this.desk.connections.remove(who.workspaceId, name);
  }
}
