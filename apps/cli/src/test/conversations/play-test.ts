import type { ChatRoute, PackDesk, Said } from '@switchboard/api';
import { type Difference, judgeStep } from './judge-step';
import { type Observed, observe } from './observe';
import type { LocatedTest } from './read-conversation-tests';
import { scriptedChat } from './scripted-chat';

export interface PlayedStep {
  line: number;
  say: string;
  observed: Observed;
  differences: Difference[];
}

export interface PlayedTest {
  file: string;
  line: number;
  pack: string;
  name: string;
  verdict: 'passed' | 'failed' | 'left-out';
  /** Why it was left out, or what broke it off. */
  reason: string | null;
  steps: PlayedStep[];
  ms: number;
}

/** Plays a conversation to its end, or to the step after which nothing would make sense: one that broke off. */
export async function playTest(located: LocatedTest, desk: PackDesk, real: ChatRoute): Promise<PlayedTest> {
  const { test, file, line, pack, stepLines } = located;
  const started = performance.now();
  const route = routeOf(located, real);
  const steps: PlayedStep[] = [];
  const result = (verdict: PlayedTest['verdict'], reason: string | null = null): PlayedTest => ({
    ...{ file, line, pack, name: test.name, verdict, reason, steps },
    ms: Math.round(performance.now() - started),
  });
  if (test.needsLlm && route.length === 0) return result('left-out', 'it needs an LLM: --model, or a script in it');
  try {
    const { language, visitor: who, owner, policy, data, tools } = test.given;
    const visitor = {
      ...(who.name === undefined ? {} : { name: who.name }),
      ...(who.email === undefined ? {} : { email: who.email }),
    };
    const talk = await desk.openTalk({ language, visitor, owner, policy, data, tools, route });
    for (const [index, { say, expect }] of test.steps.entries()) {
      const said: Said = await talk.say(say);
      const observed = observe(said);
      steps.push({ line: stepLines[index] ?? line, say, observed, differences: judgeStep(expect, observed) });
    }
  } catch (error) {
    return result('failed', error instanceof Error ? error.message : String(error));
  }
  return result(steps.every(({ differences }) => differences.length === 0) ? 'passed' : 'failed');
}

/** The real models where they were chosen, else the test's own script. A fault can only be scripted. */
function routeOf({ test }: LocatedTest, real: ChatRoute): ChatRoute {
  const script = test.given.llm;
  if (script === undefined) return real;
  const isFaulty = script.some((saying) => 'fault' in saying);
  return real.length > 0 && !isFaulty ? real : [scriptedChat(script)];
}
