import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { type JobList, type TrainingJob, startJobSchema } from '@switchboard/contracts';
import { Authenticate, Who } from '../../auth/authenticate';
import { type Identity, nameOf, requireScope } from '../../auth/identity';
import { DESK, type Desk } from '../../desk';
import { known, parse } from '../parse';

/** Trainings and checks of training data: started, watched, cancelled. */
@Controller('v1/training')
@UseGuards(Authenticate)
export class TrainingController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Post()
  start(@Who() who: Identity, @Body() body: unknown): Promise<TrainingJob> {
    requireScope(who, 'learning:write');
    return this.desk.learning.startJob(who.workspaceId, parse(startJobSchema, body), nameOf(who));
  }

  @Get()
  list(@Who() who: Identity): Promise<JobList> {
    requireScope(who, 'learning:read');
    return this.desk.learning.listJobs(who.workspaceId);
  }

  @Get(':id')
  read(@Who() who: Identity, @Param('id') id: string): Promise<TrainingJob> {
    requireScope(who, 'learning:read');
    return this.desk.learning.readJob(who.workspaceId, known(id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Who() who: Identity, @Param('id') id: string): Promise<TrainingJob> {
    requireScope(who, 'learning:write');
    return this.desk.learning.cancelJob(who.workspaceId, known(id));
  }
}
