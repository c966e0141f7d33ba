import type { ToolSession } from '@switchboard/contracts';
import type { TurnContext } from '@switchboard/conversations';
import type { ToolLedger } from '@switchboard/tools';

/** Who the visitor is, as tools may know it. */
export const sessionOf = ({ conversation: { visitor } }: Pick<TurnContext, 'conversation'>): ToolSession => ({
  visitorId: visitor.id,
  email: visitor.email,
  name: visitor.name,
});

/** For tools that only read: a write would find its turn void. */
export const noLedger: ToolLedger = {
  claim: async () => ({ kind: 'void' }),
  isKnown: async () => false,
  finish: async () => undefined,
};
