import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Ip,
  Post,
  Put,
  Res,
  UseGuards,
} from '@nestjs/common';
import {
  type AgentProfile,
  type Conversation,
  type WidgetSession,
  type WidgetSessionRequest,
  changePasswordSchema,
  signInSchema,
  widgetSessionRequestSchema,
} from '@switchboard/contracts';
import { verifyPassword } from '@switchboard/workspace';
import type { Response } from 'express';
import { agentProfile } from '../auth/agent-profile';
import { Authenticate, Who } from '../auth/authenticate';
import type { Identity } from '../auth/identity';
import { identitySecretName, readVisitorIdentity } from '../auth/read-visitor-identity';
import { readSessionCookie, sessionCookie } from '../auth/session-cookie';
import { DESK, type Desk } from '../desk';
import { PUBLISHER, type Publisher } from '../sockets/publisher';
import { parse } from './parse';
import { ProblemError } from './problem-error';

/** Checked when there is no such agent, so that the answer takes as long either way. */
const nobody = 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Sessions of visitors (a token) and of agents (a cookie). */
@Controller('v1')
export class SessionsController {
  constructor(
    @Inject(DESK) private readonly desk: Desk,
    @Inject(PUBLISHER) private readonly publisher: Publisher,
  ) {}

  /** Opens a visitor's conversation, or continues the one of a token that still holds. */
  @Post('widget/sessions')
  @HttpCode(200)
  async widgetSession(@Ip() ip: string, @Body() body: unknown): Promise<WidgetSession> {
    const input = parse(widgetSessionRequestSchema, body);
    await this.desk.rateLimits.take('widgetSessions', ip);
    const workspace = await this.desk.workspaces.findWorkspace(input.workspace);
    if (workspace === null) throw new ProblemError('not-found', `there is no desk "${input.workspace}"`);
    const welcome = workspace.welcome[input.language] ?? workspace.welcome['en'] ?? { greeting: '', suggestions: [] };
    const about = { name: workspace.name, ...welcome };
    const { id } = await this.openConversation(workspace.id, input);
    const token = await this.desk.visitorTokens.sign({ workspaceId: workspace.id, conversationId: id });
    return { token, conversationId: id, workspace: about };
  }

  /**
   * A customer's own conversation, whatever token the browser still has; without an identity, the token's one, unless it
   * is a customer's: whoever signs out leaves nothing behind, and a token from before somebody signed in opens nothing.
   */
  private async openConversation(
    workspaceId: string,
    { identity, token, product, language }: WidgetSessionRequest,
  ): Promise<Conversation> {
    const { conversations } = this.desk;
    if (identity !== undefined) {
      const secret = await this.desk.workspaces.readOrCreateSecret(identitySecretName(workspaceId));
      const claims = await readVisitorIdentity(identity, { secret });
      if (claims === null)
        throw new ProblemError('unauthenticated', 'the identity is not signed with this desk’s secret, or has ended');
      const { sub: customerId, name, email, audience } = claims;
      return conversations.continueConversation(workspaceId, {
        visitor: { customerId, name, email, audience, product },
        language,
      });
    }
    const session = token === undefined ? null : await this.desk.visitorTokens.verify(token);
    const known =
      session?.workspaceId === workspaceId
        ? await conversations.readConversation(workspaceId, session.conversationId).catch(() => null)
        : null;
    if (known !== null && (known.visitor.customerId ?? null) === null) return known;
    return conversations.createConversation(workspaceId, { visitor: { product }, language });
  }

  @Post('agent/session')
  @HttpCode(200)
  async signIn(
    @Ip() ip: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AgentProfile> {
    const { email, password } = parse(signInSchema, body);
    await this.desk.rateLimits.take('signIns', `${ip} ${email.toLowerCase()}`);
    const found = await this.desk.workspaces.findAgentByEmail(email);
    const isRight = await verifyPassword(password, found?.passwordHash ?? nobody);
    if (found === null || !isRight) throw new ProblemError('unauthenticated', 'the e-mail or the password is wrong');
    const { token, expiresAt } = await this.desk.workspaces.createSession(found.agent.id);
    const [name, options] = sessionCookie(this.desk.secureCookies, expiresAt);
    response.cookie(name, token, options);
    return agentProfile(found.agent, this.desk.workspaces);
  }

  @Get('agent/session')
  @UseGuards(Authenticate)
  whoAmI(@Who() who: Identity): AgentProfile {
    return person(who);
  }

  @Delete('agent/session')
  @HttpCode(204)
  async signOut(
    @Headers('cookie') cookie: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const token = readSessionCookie(cookie);
    if (token !== null) {
      await this.desk.workspaces.deleteSession(token);
      this.publisher.disconnectSession(token);
    }
    const [name, options] = sessionCookie(this.desk.secureCookies, new Date(0));
    response.cookie(name, '', options);
  }

  /** Ends every other session of the person: whoever knew the old password is out. */
  @Put('agent/password')
  @UseGuards(Authenticate)
  async changePassword(
    @Who() who: Identity,
    @Headers('cookie') cookie: string | undefined,
    @Body() body: unknown,
  ): Promise<AgentProfile> {
    const agent = person(who);
    const { password } = parse(changePasswordSchema, body);
    await this.desk.workspaces.setPassword(who.workspaceId, agent.id, password, { oneTime: false });
    const token = readSessionCookie(cookie) ?? '';
    await this.desk.workspaces.deleteOtherSessions(agent.id, token);
    this.publisher.disconnectOtherSessions(agent.id, token);
    return { ...agent, mustChangePassword: false };
  }
}

function person(who: Identity): AgentProfile {
  if (who.kind === 'agent') return who.agent;
  throw new ProblemError('forbidden', 'this is for people, not for keys');
}
