import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import type { KnowledgeDocument } from '@switchboard/contracts';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { known } from './parse';

@Controller('v1/documents')
@UseGuards(Authenticate)
export class KnowledgeController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get(':id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<KnowledgeDocument> {
    requireScope(who, 'documents:read');
    return this.desk.knowledge.readDocument(who.workspaceId, known(id));
  }
}
