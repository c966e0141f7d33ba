import type { AssistHelp } from '@switchboard/contracts';
import type { ChatRoute, ChatRoutes } from '../chat/open-configured-chat';

/** Which help there is now. Suggestions and summaries are there without a large model, and better with one. */
export function describeHelp({ rephrasing, summary, suggestion }: ChatRoutes): AssistHelp {
  return {
    rewrite: { available: isReady(rephrasing), missing: missing(rephrasing) },
    summary: { available: true, missing: missing(summary) },
    suggestion: { available: true, missing: missing(suggestion) },
  };
}

const isReady = (route: ChatRoute): boolean => route.some((model) => model.isReady?.() !== false);

function missing(route: ChatRoute): string | null {
  if (isReady(route)) return null;
  const [first] = route;
  return first === undefined ? 'no-model' : `not-ready: ${first.name}`;
}
