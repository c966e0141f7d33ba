import { encoderOfSpace } from '@switchboard/knowledge';
import type { Workspace } from '@switchboard/workspace';
import { encoderFor } from './encoder-for';

/** The encoder that serves a workspace: the one its passages were embedded with, else one for its languages. */
export const encoderNameOf = (
  { embeddingSpace, policy }: Pick<Workspace, 'embeddingSpace' | 'policy'>,
  preferred?: string,
): string => (embeddingSpace === null ? (preferred ?? encoderFor(policy.languages)) : encoderOfSpace(embeddingSpace));
