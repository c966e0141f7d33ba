/** A person signs in by email, so one email belongs to one workspace. */
export class EmailInUseError extends Error {
  readonly code = 'email-in-use';
  constructor(readonly email: string) {
    super(`${email} signs in to another workspace already; name another email`);
    this.name = 'EmailInUseError';
  }
}
