/** A person signs in by email, so one email belongs to one person of one workspace. */
export class EmailInUseError extends Error {
  readonly code = 'email-in-use';
  constructor(readonly email: string) {
    super(`somebody signs in as ${email} already; name another email`);
    this.name = 'EmailInUseError';
  }
}

export class MemberNotFoundError extends Error {
  readonly code = 'member-not-found';
  constructor(readonly id: string) {
    super(`there is no such person in this workspace: ${id}`);
    this.name = 'MemberNotFoundError';
  }
}

export class KeyNotFoundError extends Error {
  readonly code = 'key-not-found';
  constructor(readonly id: string) {
    super(`there is no such key in this workspace: ${id}`);
    this.name = 'KeyNotFoundError';
  }
}
