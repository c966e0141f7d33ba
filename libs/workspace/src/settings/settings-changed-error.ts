/** Somebody else has saved since. */
export class SettingsChangedError extends Error {
  readonly code = 'workspace-settings-changed';
  constructor() {
    super('somebody else has changed these settings meanwhile: read them again');
    this.name = 'SettingsChangedError';
  }
}
