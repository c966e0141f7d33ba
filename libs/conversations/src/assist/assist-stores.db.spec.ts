import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import type { ConversationStore } from '../conversation-store';
import { createConversationStore } from '../create-conversation-store';
import { ConversationNotFoundError } from '../errors';
import { createLabelStore } from './create-label-store';
import { type DraftedSuggestion, createSuggestionStore } from './create-suggestion-store';
import { createSummaryStore } from './create-summary-store';

const lease = { owner: 'process', ms: 60_000 };
const drafted: DraftedSuggestion = {
  text: 'Three days.',
  reason: null,
  way: 'curated',
  model: null,
  citations: [],
  intents: [{ label: 'delivery-time', score: 0.9 }],
  tones: [],
};

describe.each(testDatabases())('help for people on $name', ({ open }) => {
  let database: Database;
  let conversations: ConversationStore;
  let mine: string;
  let other: string;
  let agentId: string;
  beforeAll(async () => {
    database = await open();
    conversations = createConversationStore(database);
    [mine, other] = [await workspace(), await workspace()];
    agentId = randomUUID();
    await database.query({
      text: `INSERT INTO agent (id, workspace_id, email, name, password_hash) VALUES ($1, $2, $3, 'Robin', '')`,
      values: [agentId, mine, `${agentId}@desk.example`],
    });
  }, 60_000);
  afterAll(() => database.close());

  async function workspace(): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  }
  const say = (id: string, text: string) =>
    conversations.appendVisitorMessage(mine, id, { clientId: randomUUID(), text }, lease);
  const reply = (id: string, text: string) =>
    conversations.appendAgentMessage(mine, id, { clientId: randomUUID(), text, agentId });
  async function held(...texts: string[]): Promise<string> {
    const { id } = await conversations.createConversation(mine, { visitor: {}, language: 'en' });
    await conversations.takeOver(mine, id, agentId);
    for (const text of texts) await say(id, text);
    return id;
  }

  describe('suggestions', () => {
    const suggestions = () => createSuggestionStore(database);

    it('are drafted once a question, by one of those who try', async () => {
      const id = await held('how long', 'does it take');
      const claims = await Promise.all([1, 2, 3].map(() => suggestions().claimSuggestion(mine, id, false)));
      const [turn, ...more] = claims.filter((claim) => claim !== null);
      expect(more).toEqual([]);
      expect(turn).toMatchObject({ fromSeq: 2, toSeq: 3, workspaceId: mine, conversationId: id });
      expect(await suggestions().readSuggestion(mine, id)).toMatchObject({
        state: 'drafting',
        question: 'how long\ndoes it take',
      });
      expect(await suggestions().finishSuggestion(mine, turn?.id ?? '', drafted)).toBe(true);
      expect(await suggestions().readSuggestion(mine, id)).toMatchObject({ state: 'ready', text: 'Three days.' });
      expect(await suggestions().finishSuggestion(mine, turn?.id ?? '', drafted)).toBe(false);
    });

    it('are none while the bot holds it, when a person has answered, and when it is resolved', async () => {
      const { id } = await conversations.createConversation(mine, { visitor: {}, language: 'en' });
      await say(id, 'how long does it take');
      expect(await suggestions().claimSuggestion(mine, id, false)).toBeNull();
      await conversations.takeOver(mine, id, agentId);
      expect(await suggestions().claimSuggestion(mine, id, false)).toMatchObject({ fromSeq: 1, toSeq: 1 });
      await reply(id, 'Three days.');
      expect(await suggestions().readSuggestion(mine, id)).toBeNull();
      await say(id, 'and abroad?');
      expect(await suggestions().claimSuggestion(mine, id, false)).toMatchObject({ fromSeq: 4 });
      await conversations.resolve(mine, id, agentId);
      expect(await suggestions().readSuggestion(mine, id)).toBeNull();
    });

    it('are void when a newer message comes, and drafted anew when somebody wishes', async () => {
      const id = await held('how long does it take');
      const first = await suggestions().claimSuggestion(mine, id, false);
      expect(await suggestions().claimSuggestion(mine, id, true)).toBeNull();
      await suggestions().finishSuggestion(mine, first?.id ?? '', { ...drafted, text: null, reason: 'nothing-found' });
      expect((await suggestions().claimSuggestion(mine, id, true))?.id).toBe(first?.id);
      await say(id, 'to Ireland');
      expect(await suggestions().readSuggestion(mine, id)).toBeNull();
      expect(await suggestions().claimSuggestion(mine, id, false)).toMatchObject({ fromSeq: 2, toSeq: 3 });
    });

    it('are decided once, listed with what was sent, and seen by no other workspace', async () => {
      const id = await held('how long does it take');
      const turn = await suggestions().claimSuggestion(mine, id, false);
      await suggestions().finishSuggestion(mine, turn?.id ?? '', drafted);
      const { message } = await reply(id, 'About three days.');
      const suggestion = await suggestions().readUndecided(mine, id);
      const sent = { text: message.text, seq: message.seq, agentId };
      await suggestions().decideSuggestion(mine, suggestion?.id ?? '', 'edited', sent);
      await suggestions().decideSuggestion(mine, suggestion?.id ?? '', 'rejected', { ...sent, text: 'later' });
      expect(await suggestions().readUndecided(mine, id)).toBeNull();
      const { items, counts } = await suggestions().listDecided(mine, { limit: 10 });
      expect(items).toMatchObject([{ outcome: 'edited', text: 'Three days.', sentText: 'About three days.' }]);
      expect(counts).toEqual({ accepted: 0, edited: 1, rejected: 0 });
      expect((await suggestions().listDecided(mine, { outcome: 'accepted', limit: 10 })).items).toEqual([]);
      expect((await suggestions().listDecided(other, { limit: 10 })).items).toEqual([]);
      await expect(suggestions().readSuggestion(other, id)).rejects.toThrow(ConversationNotFoundError);
      await expect(suggestions().claimSuggestion(other, id, true)).rejects.toThrow(ConversationNotFoundError);
    });
  });

  describe('summaries', () => {
    const summaries = () => createSummaryStore(database);
    const summary = (conversationId: string, text: string, toSeq = 2) =>
      ({
        conversationId,
        kind: 'hand-over',
        toSeq,
        language: 'en',
        text,
        madeBy: 'extract',
        model: null,
        promptVersion: null,
      }) as const;

    it('are kept by what they cover; one of the same replaces, and the memory is for nobody’s eyes', async () => {
      const id = await held('one', 'two');
      await summaries().saveSummary(mine, summary(id, 'first words'));
      await summaries().saveSummary(mine, { ...summary(id, 'by a model'), madeBy: 'llm', model: 'm' });
      await summaries().saveSummary(mine, summary(id, 'later', 3));
      await summaries().saveSummary(mine, { ...summary(id, 'remembered'), kind: 'memory', toSeq: 1 });
      expect((await summaries().listSummaries(mine, id)).map(({ text }) => text)).toEqual(['later', 'by a model']);
      expect(await summaries().readMemory(mine, id)).toMatchObject({ text: 'remembered', toSeq: 1 });
      const found = await summaries().searchSummaries(mine, { search: 'A MODEL', limit: 5 });
      expect(found.map(({ conversationId }) => conversationId)).toEqual([id]);
      expect(await summaries().searchSummaries(mine, { search: '100%', limit: 5 })).toEqual([]);
    });

    it('are neither written nor read across workspaces', async () => {
      const id = await held('one');
      await expect(summaries().saveSummary(other, summary(id, 'x'))).rejects.toThrow(ConversationNotFoundError);
      await summaries().saveSummary(mine, summary(id, 'ours'));
      expect(await summaries().listSummaries(other, id)).toEqual([]);
      expect(await summaries().searchSummaries(other, { search: '', limit: 5 })).toEqual([]);
      expect(await summaries().listTurns(other, id)).toEqual([]);
    });
  });

  it('labels of a conversation are set as a whole, in its own workspace only', async () => {
    const labels = createLabelStore(database);
    const id = await held('one');
    const wanted = [
      { kind: 'intent', label: 'delivery-time' },
      { kind: 'tone', label: 'urgent' },
    ] as const;
    expect(await labels.setLabels(mine, id, wanted, agentId)).toHaveLength(2);
    expect(await labels.setLabels(mine, id, [wanted[1]], null)).toEqual([wanted[1]]);
    await expect(labels.setLabels(other, id, [], null)).rejects.toThrow(ConversationNotFoundError);
    expect(await labels.listLabels(other, id)).toEqual([]);
    expect(await labels.listLabels(mine, id)).toEqual([wanted[1]]);
  });
});
