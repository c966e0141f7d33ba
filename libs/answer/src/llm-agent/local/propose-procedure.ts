import { type Procedure, type ToolDescription, reaches } from '@switchboard/contracts';
import type { HeldModel } from '@switchboard/models';
import type { GivenSlots } from '../../procedure/given-slots';
import { callOf } from './call-of';
import { judgeWish } from './gate-prompts';
import { readGivenSlots } from './read-given-slots';
import { type RankedProcedure, type Wish, isClear, rankProcedures } from './rank-procedures';

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

/** Under it the model is not believed. */
const wantedFrom = 0.5;

/**
 * What a message wants done, or null. The intents propose at most two procedures; where they are not sure, the model on
 * this machine says yes or no to each. Nothing is done by it: the procedure asks for what is missing and has every write
 * confirmed, and what it is begun with stands literally in the message.
 */
export async function proposeProcedure(input: ProposalInput, model: HeldModel): Promise<ProcedureProposal | null> {
  const { text, wish, procedures, tools } = input;
  if (reaches(wish.attack)) return null;
  for (const candidate of rankProcedures(wish, procedures)) {
    const wanted = isClear(candidate, wish, toolIn(candidate, tools)) ? null : await judge(text, candidate, model);
    if (wanted !== null && wanted < wantedFrom) continue;
    const { procedure } = candidate;
    return { procedure, slots: await readGivenSlots(text, wish.entities, procedure, { tools, model }), wanted };
  }
  return null;
}

const toolIn = ({ procedure }: RankedProcedure, tools: readonly ToolDescription[]): ToolDescription | undefined =>
  tools.find(({ name }) => name === callOf(procedure)?.call);

async function judge(text: string, { procedure }: RankedProcedure, model: HeldModel): Promise<number> {
  const title = procedure.title['en'] ?? Object.values(procedure.title)[0] ?? procedure.id;
  const [wanted = 0] = await model.weigh(judgeWish(text, title), ['yes', 'no']);
  return wanted;
}
