/** Somebody who removed themselves would leave nobody who can let them in again. */
export class OwnAccountError extends Error {
  readonly code = 'own-account';
  constructor() {
    super('this is your own account: another lead can do this');
    this.name = 'OwnAccountError';
  }
}
