import type { Readiness } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { LocalChat } from '@switchboard/models';
import type { Config } from '../config/config-schema';
import type { Encoders } from '../encoders/create-encoders';
import type { LanguageSettings } from '../languages/create-languages';
import { describeChat } from './chat/describe-chat';
import type { ChatRoute } from './chat/open-configured-chat';

interface Parts {
  database: Database;
  encoders: Pick<Encoders, 'parts'>;
  languages: Pick<LanguageSettings, 'parts'>;
  route: ChatRoute;
  local: LocalChat | null;
  config: Config;
  /** How the intent models do. */
  intents: Readiness['parts'][number];
}

/** What is there, what is missing and how to get it. */
export const readiness = ({ database, encoders, languages, route, local, config, intents }: Parts): Readiness => ({
  ready: true,
  reasons: [],
  parts: [
    { part: 'database', state: 'ready', detail: database.driver },
    ...encoders.parts(),
    ...languages.parts(),
    intents,
    describeChat(route, local),
    config.REDIS_URL === undefined
      ? { part: 'redis', state: 'off', detail: 'one process; set REDIS_URL to run several' }
      : { part: 'redis', state: 'ready', detail: 'several processes share their events' },
  ],
});
