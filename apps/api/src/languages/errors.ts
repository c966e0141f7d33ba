/** No encoder of the desk reads all of these languages. */
export class UnreadableLanguagesError extends Error {
  readonly code = 'languages-unreadable';
  constructor(languages: readonly string[], available: readonly string[]) {
    super(`no encoder reads ${languages.join(' and ')}; there are encoders for ${available.join(', ')}`);
  }
}

/** Nothing is under way that could be given up. */
export class NoLanguageChangeError extends Error {
  readonly code = 'no-language-change';
  constructor() {
    super('no change of languages is under way');
  }
}
