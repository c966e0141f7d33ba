import type { Database } from '@switchboard/db';
import { openSafeFetch } from '@switchboard/knowledge';
import { createConnectionStore, createMcpClients, createSeal } from '@switchboard/tools';
import { createWorkspaceStore } from '@switchboard/workspace';
import type { Config } from '../../config/config-schema';
import { readMcpServers } from '../../config/read-mcp-servers';
import { allowedAddresses } from './allowed-addresses';
import { type ConnectionDesk, createConnectionDesk } from './create-connection-desk';

export interface ConnectionParts {
  config: Pick<Config, 'TOOLS_ALLOW_ADDRESSES' | 'LOCAL_ONLY' | 'SECRETS_KEY' | 'MCP_SERVERS_FILE'>;
  database: Database;
  onError(error: unknown): void;
}

/** Tools outside of the desk over a database: secrets sealed, addresses checked, nothing remote with LOCAL_ONLY. */
export async function openConnectionDesk({
  config,
  database,
  onError,
}: ConnectionParts): Promise<ConnectionDesk & { close(): Promise<void> }> {
  const key = config.SECRETS_KEY ?? (await createWorkspaceStore(database).readOrCreateSecret('tool-secrets'));
  const isAllowed = allowedAddresses(config.TOOLS_ALLOW_ADDRESSES, config.LOCAL_ONLY);
  const safe = openSafeFetch({ isAllowed });
  const clients = createMcpClients({ fetch: safe.fetch });
  const programs = config.MCP_SERVERS_FILE === undefined ? [] : readMcpServers(config.MCP_SERVERS_FILE);
  const store = createConnectionStore(database, createSeal(key));
  const desk = createConnectionDesk({ store, fetch: safe.fetch, clients, programs, onError });
  return {
    ...desk,
    async close() {
      await desk.settle();
      await clients.close();
      safe.close();
    },
  };
}
