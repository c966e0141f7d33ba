import { type CanActivate, type ExecutionContext, Inject, Injectable, createParamDecorator } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DESK, type Desk } from '../desk';
import { ProblemError } from '../http/problem-error';
import { agentProfile } from './agent-profile';
import type { Identity } from './identity';
import { readSessionCookie } from './session-cookie';

type AuthenticatedRequest = Request & { identity?: Identity };

/** Lets in who has an API key or an agent's session; says how many requests are left. */
@Injectable()
export class Authenticate implements CanActivate {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const identity = await this.identify(request);
    if (identity === null)
      throw new ProblemError('unauthenticated', 'send a valid API key as "Authorization: Bearer …", or sign in');
    const who = identity.kind === 'agent' ? identity.agent.id : identity.workspaceId;
    const { limit, remaining, resetSeconds } = await this.desk.rateLimits.take('requests', who);
    const response = context.switchToHttp().getResponse<Response>();
    response.setHeader('RateLimit-Limit', limit);
    response.setHeader('RateLimit-Remaining', remaining);
    response.setHeader('RateLimit-Reset', resetSeconds);
    request.identity = identity;
    return true;
  }

  private async identify({ headers }: Request): Promise<Identity | null> {
    const key = /^Bearer (\S{8,200})$/.exec(headers.authorization ?? '')?.[1];
    if (key !== undefined) {
      const found = await this.desk.workspaces.findApiKey(key);
      return found === null ? null : { kind: 'api-key', ...found };
    }
    const token = readSessionCookie(headers.cookie);
    const agent = token === null ? null : await this.desk.workspaces.findSession(token);
    if (agent === null) return null;
    return { kind: 'agent', workspaceId: agent.workspaceId, agent: await agentProfile(agent, this.desk.workspaces) };
  }
}

/** The identity that Authenticate found. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const { identity } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (identity === undefined) throw new ProblemError('unauthenticated', 'the route is not guarded');
  return identity;
});
