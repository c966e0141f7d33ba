import {
  type Entity,
  type Safety,
  type Understanding,
  type Vocabulary,
  vocabularySchema,
} from '@switchboard/contracts';
import type { Encoder, Encoding, IntentModel } from '@switchboard/models';
import { asksForPerson } from './asks-for-person';
import { detectLanguage } from './language/detect-language';
import { findEntities } from './entities/find-entities';
import { isQuestion } from './is-question';
import { createSafetyFinder } from './safety/create-safety-finder';
import type { Specialists } from './specialists';
import { splitQuestions } from './split-questions';

export interface UnderstandDeps {
  readReaders(workspaceId: string): Promise<Readers>;
  /** What the workspace's visitors write that has a form of its own, its safety rules, and its day. */
  readLanguage?(workspaceId: string): Promise<WorkspaceLanguage>;
}

/** The models that read a workspace's messages. */
export interface Readers {
  /** Null when the encoder is not there: the desk then works by keyword search and people. */
  encoder: Pick<Encoder, 'encode' | 'toSearch' | 'space'> | null;
  /** The workspace's live intent model, if it has one. */
  model: IntentModel | null;
  /** Small models on the same encoder. */
  specialists: Specialists | null;
}

export interface WorkspaceLanguage {
  vocabulary: Vocabulary;
  safety: Safety;
  /** IANA zone in which "tomorrow" is counted. */
  timeZone: string;
}

export interface Understood {
  understanding: Understanding;
  /** Unit-length vector of the message, to search by; null without an encoder. */
  embedding: Float32Array | null;
  /** The embedding space of that vector. */
  space: string | null;
  /** Entities of what the visitor wrote earlier in the conversation, oldest first. */
  earlier: Entity[];
}

const topIntents = 5;
const plainLanguage: WorkspaceLanguage = {
  vocabulary: vocabularySchema.parse({}),
  safety: { words: {}, rules: [] },
  timeZone: 'UTC',
};

/** Message → Understanding. Degrades to language and plain requests when encoder or model are missing, and says so. */
export function createUnderstand(deps: UnderstandDeps) {
  const { readReaders, readLanguage = async () => plainLanguage } = deps;
  const finderOf = remember(createSafetyFinder);
  return async (workspaceId: string, text: string, before: readonly string[] = []): Promise<Understood> => {
    const normalized = normalize(text);
    const asked = splitQuestions(normalized);
    const [readers, language] = await Promise.all([readReaders(workspaceId), readLanguage(workspaceId)]);
    const { encoder, model, specialists } = readers;
    const [encoding = null, ...askedEncodings] = await encode(encoder, [normalized, ...asked]);
    const options = { vocabulary: language.vocabulary, today: todayIn(language.timeZone) };
    const usable = model !== null && encoder !== null && model.card.encoder.space === encoder.space ? model : null;
    const scored = usable === null || encoding === null ? null : await intentsOf(usable, normalized, encoding);
    const attack = encoding === null ? null : await attackOf(specialists, text, { text: normalized, encoding });
    const marks = encoding === null ? [] : await marksOf(readers, { text: normalized, encoding }, before);
    const questions =
      usable === null
        ? []
        : await Promise.all(
            askedEncodings.map(async (own, index) => {
              const question = asked[index] as string;
              return { text: question, ...(await intentsOf(usable, question, own)) };
            }),
          );
    return {
      ...searchVector(encoder, encoding),
      earlier: before.flatMap((words) => findEntities(normalize(words), options)),
      understanding: {
        language: detectLanguage(normalized),
        intents: scored?.intents ?? [],
        outOfScope: scored?.outOfScope ?? null,
        attack,
        marks,
        asksForPerson: asksForPerson(normalized),
        intentModel: usable?.hash ?? null,
        missing: [...(encoding === null ? ['encoder'] : []), ...(usable === null ? ['intent model'] : [])],
        entities: findEntities(normalized, options),
        isQuestion: isQuestion(normalized),
        questions,
        safety: finderOf(language.safety)(normalized),
      },
    };
  };
}

function searchVector(encoder: Readers['encoder'], encoding: Encoding | null): Pick<Understood, 'embedding' | 'space'> {
  if (encoder === null || encoding === null) return { embedding: null, space: null };
  return { embedding: encoder.toSearch(encoding), space: encoder.space };
}

/** NFC, invisible characters gone. */
function normalize(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .trim();
}

/** The day that it is in a time zone. */
function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
}

/** Makes a thing once for each source object. */
function remember<S extends object, T>(make: (source: S) => T): (source: S) => T {
  const known = new WeakMap<S, T>();
  return (source) => {
    const made = known.get(source) ?? make(source);
    known.set(source, made);
    return made;
  };
}

async function encode(encoder: Readers['encoder'], texts: readonly string[]): Promise<Encoding[]> {
  if (encoder === null) return [];
  // A turn without a vector is still a turn: search falls back to words.
  return encoder.encode(texts).catch(() => []);
}

async function intentsOf(
  model: IntentModel,
  text: string,
  encoding: Encoding,
): Promise<Pick<Understanding, 'intents' | 'outOfScope'>> {
  const { probabilities, outOfScopeScore, likeness, unfamiliar } = await model.score({ text, encoding });
  const intents = model.card.labels
    .map((intent, label) => ({
      intent,
      confidence: probabilities[label] as number,
      threshold: model.card.thresholds[label] ?? 1,
      likeness: likeness[label] as number,
      unfamiliar: unfamiliar[label] as number,
      least: model.least?.[label] ?? 0,
    }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, topIntents);
  return { intents, outOfScope: { score: outOfScopeScore, threshold: model.card.outOfScope.threshold } };
}

/** The text as it came: what is invisible in it is what the guard looks for. */
async function attackOf(
  specialists: Specialists | null,
  text: string,
  known: { text: string; encoding: Encoding },
): Promise<Understanding['attack']> {
  const [found] = (await specialists?.guard?.([text], { known })?.catch(() => [])) ?? [];
  return found === undefined ? null : { score: found.score, threshold: found.threshold };
}

/** Earlier messages of the visitor that a new angry one is compared with. */
const earlierMessages = 3;

/** What the message is like; anger that was there before is marked as such. Earlier messages are only read then. */
async function marksOf(
  { encoder, specialists }: Readers,
  { text, encoding }: { text: string; encoding: Encoding },
  before: readonly string[],
): Promise<Understanding['marks']> {
  const readTone = specialists?.readTone;
  if (readTone === undefined) return [];
  const marks = readTone(text, encoding);
  const anger = marks.find(({ label }) => label === 'angry');
  const earlier = before.slice(-earlierMessages).map(normalize);
  if (anger === undefined || earlier.length === 0) return marks;
  const encodings = await encode(encoder, earlier);
  const wasAngry = encodings.some((own, index) =>
    readTone(earlier[index] as string, own).some(({ label }) => label === 'angry'),
  );
  return wasAngry ? [...marks, { label: 'angry-again', score: anger.score }] : marks;
}
