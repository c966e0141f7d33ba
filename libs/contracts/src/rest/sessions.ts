import { z } from 'zod';
import { labelSchema } from '../knowledge/article-scope';
import { limits } from '../limits';
import { interfaceLanguageSchema } from '../primitives';

/** POST /v1/widget/sessions: opens or continues a visitor's session. A token that no longer holds gets a new visitor. */
export const widgetSessionRequestSchema = z.object({
  workspace: z.string().max(80).default('demo'),
  token: z.string().max(2_000).optional(),
  /** Who the visitor is, signed by the page's own server (JWT, HS256); refused when it does not hold. */
  identity: z.string().max(4_000).optional(),
  language: interfaceLanguageSchema.default('en'),
  /** The product that the page is about: answers rest on articles about it and about all. */
  product: labelSchema.optional(),
});
export type WidgetSessionRequest = z.infer<typeof widgetSessionRequestSchema>;
/** What a page's server says of a visitor, as the claims of a JWT (RFC 7519). */
export const visitorIdentitySchema = z.object({
  /** The customer's id in the company's own system. */
  sub: z.string().trim().min(1).max(limits.customerIdCharacters),
  email: z.email().max(limits.emailCharacters).optional(),
  name: z.string().trim().min(1).max(limits.nameCharacters).optional(),
  audience: labelSchema.optional(),
  exp: z.number(),
});
export type VisitorIdentity = z.infer<typeof visitorIdentitySchema>;
export const widgetSessionSchema = z.object({
  token: z.string(),
  conversationId: z.uuid(),
  workspace: z.object({ name: z.string(), greeting: z.string(), suggestions: z.array(z.string()) }),
});
export type WidgetSession = z.infer<typeof widgetSessionSchema>;

/** POST /v1/agent/session: signs an agent in; the session is an HttpOnly cookie. */
export const agentEmailSchema = z.email('an email address').max(254);
export const signInSchema = z.object({ email: agentEmailSchema, password: z.string().min(1).max(200) });
/** PUT /v1/agent/password. */
export const changePasswordSchema = z.object({ password: z.string().min(12, 'at least 12 characters').max(200) });
/** A lead also manages people, keys and what the company is; everybody else does the work. */
export const agentRoleSchema = z.enum(['lead', 'agent']);
export type AgentRole = z.infer<typeof agentRoleSchema>;

export const agentSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: agentRoleSchema,
  /** The one-time password was used: nothing else is allowed until a new one is chosen. */
  mustChangePassword: z.boolean(),
  workspace: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
});
export type AgentProfile = z.infer<typeof agentSchema>;

/** What an API key may do. */
export const scopeSchema = z.enum([
  'conversations:read',
  'conversations:write',
  'documents:read',
  'documents:write',
  'status:read',
  'learning:read',
  'learning:write',
  'tools:read',
  'tools:write',
]);
export type Scope = z.infer<typeof scopeSchema>;
