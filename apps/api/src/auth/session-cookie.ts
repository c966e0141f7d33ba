import type { CookieOptions } from 'express';

const cookieName = 'switchboard_session';

/** The session token in a Cookie header, if there is one. */
export function readSessionCookie(header: string | undefined): string | null {
  const match = new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(header ?? '');
  return match?.[1] ?? null;
}

/** Not readable by scripts, and never sent by another site's page: the console needs no further CSRF token. */
export function sessionCookie(secure: boolean, expires: Date): [name: string, options: CookieOptions] {
  return [cookieName, { httpOnly: true, sameSite: 'strict', secure, path: '/', expires }];
}
