import type { Conversation, ToolSession } from '@switchboard/contracts';

/** Who the visitor is, as tools may know it. */
export const sessionOf = ({ id, customerId, email, name }: Conversation['visitor']): ToolSession => ({
  visitorId: id,
  customerId: customerId ?? null,
  email,
  name,
});
