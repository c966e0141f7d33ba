import { type Procedure, type ToolDescription, reaches } from '@switchboard/contracts';
import type { HeldModel } from '@switchboard/models';
import type { GivenSlots } from '../../procedure/given-slots';
import { judgeWish } from './gate-prompts';
import { readGivenSlots } from './read-given-slots';
import { type RankedProcedure, type Wish, caseOf, isClear, rankProcedures } from './rank-procedures';

export interface ProcedureProposal {
  procedure: Procedure;
  /** What the visitor has said of it already, in the visitor's own words. */
  slots: GivenSlots;
  /** P(yes) of "does the visitor want this done"; null when the small models were sure. */
  wanted: number | null;
}

export interface ProposalInput {
  /** In a language that the small models read. */
  text: string;
  wish: Wish;
  procedures: readonly Procedure[];
  tools: readonly ToolDescription[];
}

/** Under it the model is not believed: a question needs more than what is told. */
const wantedFrom = { named: 0.3, own: 0.3, 'own-question': 0.45 };
/** How much the model's odds count beside the intents' probability. Chosen on `evals/agent/tool-calls-dev.jsonl`. */
const modelWeight = 1.5;

/**
 * What a message wants done, or null. The intents propose at most three procedures; where they are not sure, the model
 * on this machine says of each how likely it is wanted, and both are weighed together. A question about how things are
 * done wants nothing done. Nothing is done by it: the procedure asks for what is missing and has every write confirmed,
 * and what it is begun with stands literally in the message.
 */
export async function proposeProcedure(input: ProposalInput, model: HeldModel): Promise<ProcedureProposal | null> {
  const { text, wish, procedures, tools } = input;
  if (reaches(wish.attack)) return null;
  const ranked = rankProcedures(wish, procedures);
  const about = caseOf(text, wish, ranked);
  if (about === 'general') return null;
  const [first] = ranked;
  const best =
    first !== undefined && isClear(first, about) ? { ...first, wanted: null } : await likeliest(text, ranked, model);
  if (best === null || (best.wanted !== null && best.wanted < wantedFrom[about])) return null;
  const { procedure, wanted } = best;
  return { procedure, slots: await readGivenSlots(text, wish.entities, procedure, { tools, model }), wanted };
}

async function likeliest(text: string, ranked: readonly RankedProcedure[], model: HeldModel) {
  let best: (RankedProcedure & { wanted: number; score: number }) | null = null;
  for (const candidate of ranked) {
    const wanted = await judge(text, candidate, model);
    const score = Math.log(candidate.share) + modelWeight * logit(wanted);
    if (best === null || score > best.score) best = { ...candidate, wanted, score };
  }
  return best;
}

/** Kept finite. */
const logit = (probability: number): number => Math.log((probability + 1e-6) / (1 - probability + 1e-6));

async function judge(text: string, { procedure }: RankedProcedure, model: HeldModel): Promise<number> {
  const title = procedure.title['en'] ?? Object.values(procedure.title)[0] ?? procedure.id;
  const [wanted = 0] = await model.weigh(judgeWish(text, title), ['yes', 'no']);
  return wanted;
}
