import type { AgentProfile, Message } from '@switchboard/contracts';
import { helpCentre } from '@switchboard/contracts/citation-href';
import { createContext, useContext } from 'react';
import type { Connection, Presence } from '../live/connect';

/** What every page may know: who is signed in, and the live connection to the desk. */
export interface DeskContext {
  me: AgentProfile;
  connection: Connection;
  presence: Presence;
  /** Tells the visitor that somebody is writing. */
  typing(conversationId: string): void;
  /** Shows messages that this console itself made, before the socket brings them. */
  addMessages(conversationId: string, messages: Message[]): void;
}

export const DeskReact = createContext<DeskContext | null>(null);

/** Throws outside of the shell. */
export function useDesk(): DeskContext {
  const desk = useContext(DeskReact);
  if (desk === null) throw new Error('this page stands outside of the shell');
  return desk;
}

/** The address of the help centre of who is signed in. */
export const useHelpCentre = (): string => helpCentre(`${location.origin}/`, useDesk().me.workspace.slug);
