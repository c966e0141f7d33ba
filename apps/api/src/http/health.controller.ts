import { Controller, Get, Inject, Res, UseGuards } from '@nestjs/common';
import type { Readiness, Status } from '@switchboard/contracts';
import type { Response } from 'express';
import { Authenticate, Who } from '../auth/authenticate';
import { type Identity, requireScope } from '../auth/identity';
import { DESK, type Desk } from '../desk';
import { openApiDocument } from './openapi';

@Controller()
export class HealthController {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Get('health/live')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  ready(@Res({ passthrough: true }) response: Response): Readiness {
    const readiness = this.desk.readiness();
    response.status(readiness.ready ? 200 : 503);
    return readiness;
  }

  @Get('v1/status')
  @UseGuards(Authenticate)
  status(@Who() who: Identity): Status {
    requireScope(who, 'status:read');
    return this.desk.status();
  }

  @Get('openapi.json')
  openApi(): object {
    return openApiDocument();
  }
}
