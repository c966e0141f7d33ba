import type { MockTool, Procedure, ProcedureStep } from '@switchboard/contracts';
import { type Pack, PackError } from './pack';

/** Slot types that every workspace has. */
const builtIn = ['text', 'choice', 'yes-no', 'date', 'amount', 'quantity', 'email', 'phone'];

/**
 * What one part of a pack says of another: articles, intents, tools, arguments, slots, collections. Returns every
 * fault, each with its file and key; an empty list is a pack that can be seeded.
 */
export function checkPack(pack: Pack): PackError[] {
  const [main = 'en'] = pack.languages;
  const slugs = new Set(pack.articles.filter(({ language }) => language === main).map(({ slug }) => slug));
  const intents = new Set(pack.intents.map(({ id }) => id));
  const faults: PackError[] = [];
  const fault = (file: string | undefined, reason: string): void => void faults.push(new PackError(file ?? '?', reason));

  for (const { id, articles, answer, handOff } of pack.intents) {
    const file = pack.files[`intent ${id}`];
    for (const slug of articles) if (!slugs.has(slug)) fault(file, `${id}.articles: there is no article ${slug}`);
    const procedure = pack.procedures.find((item) => item.intents.includes(id));
    const isSafety = pack.safety.rules.some((rule) => rule.intents.includes(id));
    if (Object.keys(answer).length === 0 && !handOff && !isSafety && procedure === undefined)
      fault(file, `${id}: has no answer, no procedure, no safety rule and no handOff`);
  }
  for (const [text, ids] of sameExamples(pack)) fault(pack.files[`intent ${ids[0]}`], `${ids.join(' and ')} both have the example "${text}"`);
  for (const { slug, language } of pack.articles)
    if (language !== main && !slugs.has(slug.replace(`.${language}`, '')))
      fault(`${language}/articles/${slug}`, 'the main language has no article of that name');
  for (const { id, intents: named } of pack.safety.rules)
    for (const intent of named) if (!intents.has(intent)) fault('safety.yaml', `${id}.intents: there is no intent ${intent}`);
  for (const tool of pack.tools) checkTool(tool, pack).forEach((reason) => fault('tools.yaml', reason));
  const procedureIds = pack.procedures.map(({ id }) => id);
  for (const procedure of pack.procedures) {
    const file = pack.files[`procedure ${procedure.id}`];
    if (procedureIds.filter((id) => id === procedure.id).length > 1) fault(file, `${procedure.id}: two procedures have this id`);
    for (const intent of [...procedure.intents, ...procedure.offered]) if (!intents.has(intent)) fault(file, `intents or offered: there is no intent ${intent}`);
    checkProcedure(procedure, pack).forEach((reason) => fault(file, reason));
  }
  return faults;
}

function sameExamples({ intents }: Pack): [text: string, ids: string[]][] {
  const byText = new Map<string, Set<string>>();
  for (const { id, examples } of intents)
    for (const text of Object.values(examples).flat()) {
      const key = text.toLowerCase().trim();
      byText.set(key, (byText.get(key) ?? new Set()).add(id));
    }
  return [...byText].filter(([, ids]) => ids.size > 1).map(([text, ids]) => [text, [...ids]]);
}

function checkTool({ name, mock, ...tool }: MockTool, { data }: Pack): string[] {
  const collection = 'find' in mock ? mock.find : 'list' in mock ? mock.list : 'update' in mock ? mock.update : mock.create;
  const writes = 'update' in mock || 'create' in mock;
  const used = Object.values({
    ...('where' in mock ? mock.where : {}),
    ...('proof' in mock ? mock.proof : {}),
    ...('set' in mock ? mock.set : {}),
  }).flatMap((value) => (typeof value === 'string' ? (/^\$([a-z_]+)$/.exec(value)?.[1] ?? []) : []));
  return [
    ...('create' in mock || collection in data ? [] : [`${name}.mock: there is no data/${collection}.yaml`]),
    ...(writes === (tool.risk === 'write') ? [] : [`${name}.risk: what it does to ${collection} is a ${writes ? 'write' : 'read'}`]),
    ...used
      .filter((argument) => !(argument in tool.arguments) && !['now', 'today'].includes(argument))
      .map((argument) => `${name}.mock: there is no argument ${argument}`),
  ];
}

function checkProcedure({ slots, steps }: Procedure, { tools, vocabulary }: Pack): string[] {
  const types = [...builtIn, ...vocabulary.references.map(({ type }) => type), ...vocabulary.names.map(({ type }) => type)];
  const results = steps.flatMap((step) => ('call' in step ? (step.into ?? []) : []));
  const known = new Set([...Object.keys(slots), ...results]);
  return [
    ...Object.entries(slots).flatMap(([name, { type }]) =>
      types.includes(type) ? [] : [`slots.${name}.type: neither the desk nor vocabulary.yaml knows ${type}`],
    ),
    ...steps.flatMap((step, index) => [
      ...pathsOf(step)
        .filter((path) => !known.has(path.split('.')[0] ?? ''))
        .map((path) => `steps.${index}: there is no slot or result {${path}}`),
      ...('call' in step ? checkCall(step, index, tools) : []),
    ]),
    ...reachable(steps).flatMap((isReached, index) => (isReached ? [] : [`steps.${index}: no way leads here`])),
  ];
}

function checkCall(step: Extract<ProcedureStep, { call: string }>, index: number, tools: readonly MockTool[]): string[] {
  const tool = tools.find(({ name }) => name === step.call);
  if (tool === undefined) return [`steps.${index}.call: there is no tool ${step.call}`];
  const open = Object.entries(tool.arguments).filter(([, { from }]) => from === undefined);
  return [
    ...(tool.risk === 'write' && step.confirm === undefined ? [`steps.${index}: ${step.call} writes and needs confirm`] : []),
    ...Object.keys(step.with)
      .filter((name) => !open.some(([known]) => known === name))
      .map((name) => `steps.${index}.with: ${step.call} takes no ${name}`),
    ...open
      .filter(([name, { optional }]) => !optional && !(name in step.with))
      .map(([name]) => `steps.${index}.with: ${step.call} needs ${name}`),
  ];
}

/** Every "{path}" of a step's words and arguments, and the paths its conditions look at. */
function pathsOf(step: ProcedureStep): string[] {
  const own = 'when' in step ? step.when.flatMap(({ if: condition }) => conditionPaths(condition)) : [];
  const words = JSON.stringify({ ...step, when: undefined });
  return [...own, ...[...words.matchAll(/\{([a-z][\w.]*)\}/g)].map((match) => match[1] ?? '')];
}

function conditionPaths(condition: object): string[] {
  if ('all' in condition) return (condition.all as object[]).flatMap(conditionPaths);
  if ('any' in condition) return (condition.any as object[]).flatMap(conditionPaths);
  return Object.keys(condition);
}

/** Which steps can be come to from the first one. */
function reachable(steps: readonly ProcedureStep[]): boolean[] {
  const reached = steps.map(() => false);
  const open = [0];
  const indexOf = (label: string): number => steps.findIndex(({ id }) => id === label);
  while (open.length > 0) {
    const index = open.pop() as number;
    const step = steps[index];
    if (step === undefined || reached[index] === true) continue;
    reached[index] = true;
    const labels =
      'when' in step
        ? [...step.when.map(({ go }) => go), step.else]
        : 'call' in step
          ? [...Object.values(step.failed), step.declined]
          : ['go' in step ? step.go : undefined];
    for (const label of labels) if (label !== undefined) open.push(indexOf(label));
    const stops = 'done' in step || 'hand-off' in step || ('go' in step && step.go !== undefined) || ('when' in step && step.else !== undefined);
    if (!stops) open.push(index + 1);
  }
  return reached;
}
