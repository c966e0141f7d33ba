import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, UseGuards } from '@nestjs/common';
import {
  type Evaluation,
  type GateReport,
  type Models,
  promoteSchema,
  setMinimumConfidenceSchema,
  setShadowSchema,
} from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, nameOf, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';
import { ProblemError } from '../problem-error';

/** Model versions: compared, promoted, rolled back, tried in the shadow. */
@Controller('v1/models')
@UseGuards(Authenticate)
export class ModelsController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get()
  list(@Who() who: Identity): Promise<Models> {
    requireScope(who, 'learning:read');
    return this.desk.learning.readModels(who.workspaceId);
  }

  @Get(':id/evaluation')
  async evaluation(@Who() who: Identity, @Param('id') id: string): Promise<Evaluation> {
    requireScope(who, 'learning:read');
    const evaluation = await this.desk.learning.readEvaluation(who.workspaceId, known(id));
    if (evaluation === null) throw new ProblemError('not-found', 'this model was never measured');
    return evaluation;
  }

  @Get(':id/gate')
  gate(@Who() who: Identity, @Param('id') id: string): Promise<GateReport> {
    requireScope(who, 'learning:read');
    return this.desk.learning.readGate(who.workspaceId, known(id));
  }

  @Post('rollback')
  @HttpCode(200)
  async rollBack(@Who() who: Identity): Promise<Models> {
    requireScope(who, 'learning:write');
    await this.desk.learning.rollBack(who.workspaceId, nameOf(who));
    return this.desk.learning.readModels(who.workspaceId);
  }

  @Post(':id/promote')
  @HttpCode(200)
  promote(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<GateReport> {
    requireScope(who, 'learning:write');
    const { reason } = parse(promoteSchema, body);
    const how = { by: nameOf(who), ...(reason === undefined ? {} : { reason }) };
    return this.desk.learning.promote(who.workspaceId, known(id), how);
  }

  @Put('shadow')
  @HttpCode(204)
  setShadow(@Who() who: Identity, @Body() body: unknown): Promise<void> {
    requireScope(who, 'learning:write');
    return this.desk.learning.setShadow(who.workspaceId, parse(setShadowSchema, body).modelId);
  }

  @Put('minimum-confidence')
  @HttpCode(204)
  setMinimumConfidence(@Who() who: Identity, @Body() body: unknown): Promise<void> {
    requireScope(who, 'learning:write');
    const { minimumConfidence } = parse(setMinimumConfidenceSchema, body);
    return this.desk.learning.setMinimumConfidence(who.workspaceId, minimumConfidence);
  }
}
