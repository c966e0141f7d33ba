import type { Readiness } from '@switchboard/contracts';
import type { LocalChat } from '@switchboard/models';
import type { ChatRoute } from './open-configured-chat';

type Part = Readiness['parts'][number];

/** The state of the LLM in words, and how to get one. */
export function describeChat(route: ChatRoute, local: LocalChat | null): Part {
  const part = 'llm';
  const [chat] = route;
  if (chat === undefined)
    return {
      part,
      state: 'off',
      detail: 'set LLM_URL=local, or LLM_URL and LLM_MODEL, to let a model answer open questions',
    };
  const state = local?.name === chat.name ? local.state() : null;
  switch (state?.kind) {
    case 'pulling': {
      const share = state.total === 0 ? 0 : Math.floor((100 * state.done) / state.total);
      return { part, state: 'loading', detail: `${chat.name} is being pulled: ${share} %` };
    }
    case 'loading':
      return { part, state: 'loading', detail: `${chat.name} is being loaded` };
    case 'failed':
      return { part, state: 'failed', detail: state.reason };
    default:
      return chat.isReady?.() === false
        ? { part, state: 'failed', detail: `${chat.name} has failed several times and rests` }
        : { part, state: 'ready', detail: chat.name };
  }
}
