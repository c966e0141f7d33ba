import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import {
  type DocumentPage,
  type KnowledgeAnswer,
  type KnowledgeDocument,
  listDocumentsSchema,
  saveArticleSchema,
  searchKnowledgeSchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { known, parse } from './parse';

/** The articles that answers rest on, and what a question finds in them. */
@Controller('v1')
@UseGuards(Authenticate)
export class KnowledgeController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('documents')
  list(@Who() who: Identity, @Query() query: unknown): Promise<DocumentPage> {
    requireScope(who, 'documents:read');
    return this.desk.knowledge.listDocumentPage(who.workspaceId, parse(listDocumentsSchema, query));
  }

  @Get('documents/:id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<KnowledgeDocument> {
    requireScope(who, 'documents:read');
    return this.desk.knowledge.readDocument(who.workspaceId, known(id));
  }

  @Post('documents')
  write(@Who() who: Identity, @Body() body: unknown): Promise<KnowledgeDocument> {
    requireScope(who, 'documents:write');
    return this.desk.saveArticle(who.workspaceId, null, parse(saveArticleSchema, body));
  }

  @Put('documents/:id')
  edit(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<KnowledgeDocument> {
    requireScope(who, 'documents:write');
    return this.desk.saveArticle(who.workspaceId, known(id), parse(saveArticleSchema, body));
  }

  @Delete('documents/:id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param('id') id: string): Promise<void> {
    requireScope(who, 'documents:write');
    return this.desk.knowledge.removeArticle(who.workspaceId, known(id));
  }

  @Get('search')
  search(@Who() who: Identity, @Query() query: unknown): Promise<KnowledgeAnswer> {
    requireScope(who, 'documents:read');
    const { q, audience = null, product = null } = parse(searchKnowledgeSchema, query);
    return this.desk.previewAnswer(who.workspaceId, q, { audience, product });
  }
}
