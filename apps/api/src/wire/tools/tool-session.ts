import type { ToolSession } from '@switchboard/contracts';
import type { TurnContext } from '@switchboard/conversations';

/** Who the visitor is, as tools may know it. */
export const sessionOf = ({ conversation: { visitor } }: Pick<TurnContext, 'conversation'>): ToolSession => ({
  visitorId: visitor.id,
  email: visitor.email,
  name: visitor.name,
});
