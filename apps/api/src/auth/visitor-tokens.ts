import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';

const claimsSchema = z.object({ ws: z.uuid(), conv: z.uuid() });

export interface VisitorSession {
  workspaceId: string;
  conversationId: string;
}

/** Signed tokens (JWT, HS256, RFC 7519) that name a visitor's conversation; 90 days. */
export function createVisitorTokens(secret: string) {
  const key = new TextEncoder().encode(secret);
  const settings = { issuer: 'switchboard', audience: 'visitor' };
  return {
    sign: ({ workspaceId, conversationId }: VisitorSession): Promise<string> =>
      new SignJWT({ ws: workspaceId, conv: conversationId })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(settings.issuer)
        .setAudience(settings.audience)
        .setIssuedAt()
        .setExpirationTime('90d')
        .sign(key),
    /** Null for a token that is forged, expired or meant for something else. */
    async verify(token: string): Promise<VisitorSession | null> {
      const verified = await jwtVerify(token, key, { ...settings, algorithms: ['HS256'] }).catch(() => null);
      const claims = claimsSchema.safeParse(verified?.payload);
      return claims.success ? { workspaceId: claims.data.ws, conversationId: claims.data.conv } : null;
    },
  };
}

export type VisitorTokens = ReturnType<typeof createVisitorTokens>;
