import { type Config, configSchema } from './config-schema';

/** An environment variable has a value that the desk cannot use. The value itself is not repeated: it may be a secret. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(readonly problems: readonly { variable: string; expected: string }[]) {
    super(problems.map(({ variable, expected }) => `${variable}: expected ${expected}`).join('\n'));
  }
}

/** Reads the configuration once. An empty variable counts as not set. Throws ConfigError naming each wrong one. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = configSchema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message }) => ({
      variable: path.join('.'),
      expected: message.replace(/^expected /i, ''),
    })),
  );
}
