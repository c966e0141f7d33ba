export { ConfigError, readConfig } from './config/read-config';
export type { Config } from './config/config-schema';
export { repositoryRoot } from './repository-root';
export { PortInUseError } from './start/port-in-use-error';
export { startDesk, type RunningDesk, type StartReport } from './start/start-desk';
export { type Asked, type PackDesk, openPackDesk } from './seed/open-pack-desk';
export { localChatName } from './wire/open-local-model';
export { readShippedSpecialist } from './wire/read-shipped-specialist';
export { wireSources } from './wire/wire-sources';
