import { type VisitorIdentity, visitorIdentitySchema } from '@switchboard/contracts';
import { jwtVerify } from 'jose';

const longestMs = 24 * 60 * 60_000;

/** Under this name a workspace's secret for identities is kept. */
export const identitySecretName = (workspaceId: string): string => `visitor-identity/${workspaceId}`;

/**
 * Who the page's own server says the visitor is: a JWT (RFC 7519) whose HS256 signature is compared in constant time.
 * Null for one that is forged, expired, without an end or with one more than a day away.
 */
export async function readVisitorIdentity(
  token: string,
  { secret, now = new Date() }: { secret: string; now?: Date },
): Promise<VisitorIdentity | null> {
  const key = new TextEncoder().encode(secret);
  const verified = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: now }).catch(() => null);
  const claims = visitorIdentitySchema.safeParse(verified?.payload);
  if (!claims.success || claims.data.exp * 1_000 - now.getTime() > longestMs) return null;
  return claims.data;
}
