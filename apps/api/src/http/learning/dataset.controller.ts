import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import {
  type DatasetRow,
  type DatasetSummary,
  type DatasetVersion,
  type FindingsReport,
  type ImportReport,
  type RowPage,
  type SuggestionList,
  createRowSchema,
  importRowsSchema,
  listRowsSchema,
  replaceRowSchema,
  sealDatasetSchema,
} from '@switchboard/contracts';
import { parseRows } from '@switchboard/learn';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, nameOf, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';

/** Training data: the draft that people work on, and its versions. */
@Controller('v1/dataset')
@UseGuards(Authenticate)
export class DatasetController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  summary(@Who() who: Identity): Promise<DatasetSummary> {
    requireScope(who, 'learning:read');
    return this.desk.learning.datasets.readSummary(who.workspaceId);
  }

  @Get('rows')
  rows(@Who() who: Identity, @Query() query: unknown): Promise<RowPage> {
    requireScope(who, 'learning:read');
    return this.desk.learning.datasets.listRows(who.workspaceId, parse(listRowsSchema, query));
  }

  @Post('rows')
  async add(@Who() who: Identity, @Body() body: unknown): Promise<DatasetRow> {
    requireScope(who, 'learning:write');
    const { text, intent, origin } = parse(createRowSchema, body);
    if (origin === undefined)
      return this.desk.learning.datasets.addRow(who.workspaceId, { text, intent, source: 'console' });
    // Throws for a conversation of another workspace.
    await this.desk.conversations.readConversation(who.workspaceId, origin.conversationId);
    return this.desk.learning.datasets.correct(who.workspaceId, { text, intent, origin });
  }

  @Put('rows/:id')
  replace(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<DatasetRow> {
    requireScope(who, 'learning:write');
    return this.desk.learning.datasets.replaceRow(who.workspaceId, known(id), parse(replaceRowSchema, body));
  }

  @Delete('rows/:id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param('id') id: string): Promise<void> {
    requireScope(who, 'learning:write');
    return this.desk.learning.datasets.removeRow(who.workspaceId, known(id));
  }

  @Post('rows/:id/restore')
  @HttpCode(200)
  restore(@Who() who: Identity, @Param('id') id: string): Promise<DatasetRow> {
    requireScope(who, 'learning:write');
    return this.desk.learning.datasets.restoreRow(who.workspaceId, known(id));
  }

  @Post('import')
  @HttpCode(200)
  async importFile(@Who() who: Identity, @Query() query: unknown, @Body() body: unknown): Promise<ImportReport> {
    requireScope(who, 'learning:write');
    const { format, name = `rows.${format}` } = parse(importRowsSchema, query);
    const rows = parseRows(name, typeof body === 'string' ? body : '', format);
    return this.desk.learning.datasets.importRows(who.workspaceId, rows);
  }

  /** Of the latest check that ended. */
  @Get('findings')
  findings(@Who() who: Identity): Promise<FindingsReport> {
    requireScope(who, 'learning:read');
    return this.desk.learning.readFindings(who.workspaceId);
  }

  @Get('suggestions')
  suggestions(@Who() who: Identity): Promise<SuggestionList> {
    requireScope(who, 'learning:read');
    return this.desk.learning.suggestIntents(who.workspaceId);
  }

  @Get('versions')
  async versions(@Who() who: Identity): Promise<{ items: DatasetVersion[] }> {
    requireScope(who, 'learning:read');
    return { items: await this.desk.learning.datasets.listVersions(who.workspaceId) };
  }

  @Post('versions')
  seal(@Who() who: Identity, @Body() body: unknown): Promise<DatasetVersion> {
    requireScope(who, 'learning:write');
    return this.desk.learning.seal(who.workspaceId, { ...parse(sealDatasetSchema, body), by: nameOf(who) });
  }
}
