import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  type Gate,
  type GateReport,
  type Measurement,
  type ModelSettingsReport,
  type Models,
  type TrainingJob,
  modelSettingsSchema,
  promoteSchema,
  setShadowSchema,
  tryGateSchema,
} from '@switchboard/contracts';
import type { Response } from 'express';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, nameOf, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { etagOf, versionOf } from '../if-match';
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
    return this.desk.models.readModels(who.workspaceId);
  }

  @Get(':id/evaluation')
  async evaluation(@Who() who: Identity, @Param('id') id: string): Promise<Measurement> {
    requireScope(who, 'learning:read');
    const evaluation = await this.desk.models.readEvaluation(who.workspaceId, known(id));
    if (evaluation === null) throw new ProblemError('not-found', 'this model was never measured');
    return evaluation;
  }

  @Get(':id/gate')
  gate(@Who() who: Identity, @Param('id') id: string, @Query() query: unknown): Promise<Gate> {
    requireScope(who, 'learning:read');
    return this.desk.models.readGate(who.workspaceId, known(id), parse(tryGateSchema, query));
  }

  @Post(':id/measure')
  @HttpCode(202)
  async measure(@Who() who: Identity, @Param('id') id: string): Promise<{ items: TrainingJob[] }> {
    requireScope(who, 'learning:write');
    return { items: await this.desk.models.measure(who.workspaceId, known(id), nameOf(who)) };
  }

  @Post('rollback')
  @HttpCode(200)
  async rollBack(@Who() who: Identity): Promise<Models> {
    requireScope(who, 'learning:write');
    await this.desk.models.rollBack(who.workspaceId, nameOf(who));
    return this.desk.models.readModels(who.workspaceId);
  }

  @Post(':id/promote')
  @HttpCode(200)
  promote(@Who() who: Identity, @Param('id') id: string, @Body() body: unknown): Promise<GateReport> {
    requireScope(who, 'learning:write');
    const { reason } = parse(promoteSchema, body);
    const how = { by: nameOf(who), ...(reason === undefined ? {} : { reason }) };
    return this.desk.models.promote(who.workspaceId, known(id), how);
  }

  @Put('shadow')
  @HttpCode(204)
  setShadow(@Who() who: Identity, @Body() body: unknown): Promise<void> {
    requireScope(who, 'learning:write');
    return this.desk.models.setShadow(who.workspaceId, parse(setShadowSchema, body).modelId);
  }

  @Get('settings')
  async settings(@Who() who: Identity, @Res({ passthrough: true }) response: Response): Promise<ModelSettingsReport> {
    requireScope(who, 'learning:read');
    return withTag(response, await this.desk.models.readSettings(who.workspaceId));
  }

  @Put('settings')
  async setSettings(
    @Who() who: Identity,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ModelSettingsReport> {
    requireScope(who, 'learning:write');
    const [seen, settings] = [versionOf(ifMatch), parse(modelSettingsSchema, body)];
    const saved = await this.desk.models.saveSettings(who.workspaceId, settings, { by: nameOf(who), seen });
    return withTag(response, saved);
  }
}

function withTag(response: Response, report: ModelSettingsReport): ModelSettingsReport {
  response.setHeader('ETag', etagOf(report.version));
  return report;
}
