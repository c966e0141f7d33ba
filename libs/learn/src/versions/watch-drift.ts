import type { Drift, Traffic } from '@switchboard/contracts';

/** What a model said of one message. */
export interface ObservedMessage {
  language: string;
  /** Of the best intent; null when no model read the message. */
  confidence: number | null;
  outside: boolean;
}

/** Fewer messages than this say nothing. */
const enoughMessages = 50;
/** How far shares and means may move before somebody should look. */
const tolerance = { confidence: 0.12, outOfScope: 0.15, language: 0.15 };

export function describeTraffic(messages: readonly ObservedMessage[]): Traffic {
  const read = messages.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  const languages: Record<string, number> = {};
  for (const { language } of messages) languages[language] = (languages[language] ?? 0) + 1 / messages.length;
  return {
    n: messages.length,
    meanConfidence: read.length === 0 ? 0 : read.reduce((sum, value) => sum + value, 0) / read.length,
    outOfScopeShare: messages.length === 0 ? 0 : messages.filter(({ outside }) => outside).length / messages.length,
    languages,
  };
}

/** Do recent messages look like those of the training period? */
export function watchDrift(recent: Traffic, reference: Traffic | null): Drift {
  if (reference === null || reference.n === 0 || recent.n < enoughMessages)
    return { state: 'too-few', alerts: [], recent, reference };
  const alerts: Drift['alerts'] = [
    ...(reference.meanConfidence - recent.meanConfidence > tolerance.confidence ? ['confidence' as const] : []),
    ...(recent.outOfScopeShare - reference.outOfScopeShare > tolerance.outOfScope ? ['out-of-scope' as const] : []),
    ...(languageMoved(recent, reference) ? ['language' as const] : []),
  ];
  return { state: alerts.length === 0 ? 'steady' : 'drifting', alerts, recent, reference };
}

/** Half the sum of differences: the share of messages whose language would have to change. Too short to tell is left out. */
function languageMoved(recent: Traffic, reference: Traffic): boolean {
  const [now, then] = [known(recent), known(reference)];
  const codes = new Set([...Object.keys(now), ...Object.keys(then)]);
  const moved = [...codes].reduce((sum, code) => sum + Math.abs((now[code] ?? 0) - (then[code] ?? 0)), 0) / 2;
  return moved > tolerance.language;
}

function known({ languages: { und: _, ...languages } }: Traffic): Record<string, number> {
  const total = Object.values(languages).reduce((sum, share) => sum + share, 0);
  return Object.fromEntries(Object.entries(languages).map(([code, share]) => [code, share / (total || 1)]));
}
