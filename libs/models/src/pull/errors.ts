/** No source gave the model's files. */
export class ModelUnavailableError extends Error {
  readonly code = 'model-unavailable';
  constructor(
    readonly model: string,
    readonly attempts: readonly { source: string; reason: string }[],
    readonly folder: string,
  ) {
    const tried = attempts.map(({ source, reason }) => `  ${source}: ${reason}`).join('\n');
    super(
      `the model ${model} could not be pulled:\n${tried}\nOr put its files into ${folder} yourself (names and hashes are in models.json).`,
    );
  }
}

/** The bytes that came are not those of the manifest. */
export class ModelCorruptError extends Error {
  readonly code = 'model-corrupt';
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`${file} has the hash ${actual.slice(0, 12)}…, expected ${expected.slice(0, 12)}…`);
  }
}
