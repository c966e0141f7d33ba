import { encoderOfSpace } from '@switchboard/knowledge';
import { readManifest } from '@switchboard/models';
import type { Workspace } from '@switchboard/workspace';
import type { Config } from '../config/config-schema';
import { configuredEncoder } from './configured-encoder';
import { encoderFor } from './encoder-for';

/**
 * The encoder that a workspace should be in: the configured one, else the one it is in as long as the desk knows it, else
 * one for its languages.
 */
export function wantedEncoder(
  { embeddingSpace, policy }: Pick<Workspace, 'embeddingSpace' | 'policy'>,
  config: Config,
): string {
  const configured = configuredEncoder(config);
  if (configured !== null) return configured.name;
  const serving = embeddingSpace === null ? null : encoderOfSpace(embeddingSpace);
  const isKnown = serving !== null && readManifest().some(({ name }) => name === serving);
  return isKnown ? serving : encoderFor(policy.languages);
}
