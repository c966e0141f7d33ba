import { z } from 'zod';
import { agentEmailSchema, agentRoleSchema, scopeSchema } from './sessions';

/** A name that people read: one line, not blank. */
const nameSchema = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(80)
  .regex(/^[^\p{Cc}]*$/u, 'one line');

/** Somebody who works at the console. */
export const memberSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: agentRoleSchema,
  /** Has not chosen a password yet. */
  invited: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Member = z.infer<typeof memberSchema>;

/** GET /v1/team. */
export const teamSchema = z.object({ items: z.array(memberSchema) });
export type Team = z.infer<typeof teamSchema>;

/** POST /v1/team. */
export const inviteSchema = z.object({ email: agentEmailSchema, name: nameSchema, role: agentRoleSchema });
export type Invite = z.infer<typeof inviteSchema>;

/** POST /v1/team and POST /v1/team/{id}/password: the password is shown this once. */
export const invitedSchema = z.object({ member: memberSchema, oneTimePassword: z.string() });
export type Invited = z.infer<typeof invitedSchema>;

/** A program's way in, without its secret. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.iso.datetime(),
  /** To the minute; null when it was never used. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** GET /v1/keys. */
export const apiKeyListSchema = z.object({ items: z.array(apiKeySchema) });
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;

/** POST /v1/keys. */
export const issueKeySchema = z.object({ name: nameSchema, scopes: z.array(scopeSchema).min(1, 'at least one scope') });
export type IssueKey = z.infer<typeof issueKeySchema>;

/** What POST /v1/keys gives: the key itself is shown this once. */
export const issuedKeySchema = z.object({ key: apiKeySchema, secret: z.string() });
export type IssuedKey = z.infer<typeof issuedKeySchema>;
