import type { Readiness } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { Encoder, LocalChat } from '@switchboard/models';
import { describeChat } from './describe-chat';
import type { Config } from '../config/config-schema';
import type { ChatRoute } from './open-configured-chat';

interface Parts {
  database: Database;
  encoder: Encoder | null;
  route: ChatRoute;
  local: LocalChat | null;
  config: Config;
  /** How the intent models do. */
  intents: Readiness['parts'][number];
}

/** What is there, what is missing and how to get it. */
export const readiness = ({ database, encoder, route, local, config, intents }: Parts): Readiness => ({
  ready: true,
  reasons: [],
  parts: [
    { part: 'database', state: 'ready', detail: database.driver },
    encoder === null
      ? {
          part: 'encoder',
          state: 'failed',
          detail: 'not there: search goes by words only; run "switchboard models pull"',
        }
      : { part: 'encoder', state: 'ready', detail: encoder.space },
    intents,
    describeChat(route, local),
    config.REDIS_URL === undefined
      ? { part: 'redis', state: 'off', detail: 'one process; set REDIS_URL to run several' }
      : { part: 'redis', state: 'ready', detail: 'several processes share their events' },
  ],
});
