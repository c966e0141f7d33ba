/**
 * Under which names a visitor's browser remembers: a customer's unsent words are never another's. Who it is is read
 * here without a check; the desk checks it.
 */
export function keepPrefix(workspace: string, identity: string | undefined): string {
  const customer = identity === undefined ? null : customerOf(identity);
  return customer === null ? `switchboard.${workspace}` : `switchboard.${workspace}.${customer}`;
}

function customerOf(identity: string): string | null {
  try {
    const payload = (identity.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    return typeof sub === 'string' ? encodeURIComponent(sub) : null;
  } catch {
    return null;
  }
}
