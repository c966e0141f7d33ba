/** One way to write the same message: by whom, or how. */
export interface Variant {
  /** What is varied: names, dialect, typing, script. */
  dimension: string;
  group: string;
  rewrite(text: string, row: number): string;
}

/** A first name with the group it is usual in. */
export interface GroupedName {
  name: string;
  group: string;
}

/** Usual first names; `--names` takes a longer list. */
const ownNames: Readonly<Record<string, readonly string[]>> = {
  'women, England': ['Emily', 'Charlotte', 'Harriet', 'Lucy'],
  'men, England': ['Oliver', 'George', 'Harry', 'Jack'],
  'women, South Asia': ['Priya', 'Ananya', 'Fatima', 'Lakshmi'],
  'men, South Asia': ['Arjun', 'Rohan', 'Imran', 'Vikram'],
  'women, West Africa': ['Chiamaka', 'Adaeze', 'Folake', 'Amina'],
  'men, West Africa': ['Oluwaseun', 'Chukwuemeka', 'Kwame', 'Ibrahim'],
  'women, China': ['Xiuying', 'Mei', 'Yanlin', '王芳'],
  'men, China': ['Zhiwei', 'Jun', 'Haoran', '李强'],
  'women, Arab world': ['Aisha', 'Layla', 'Noor', 'فاطمة'],
  'men, Arab world': ['Mohammed', 'Omar', 'Khalid', 'أحمد'],
  'women, Eastern Europe': ['Agnieszka', 'Svetlana', 'Katarzyna', 'Оксана'],
  'men, Eastern Europe': ['Wojciech', 'Dmitri', 'Zoltán', 'Андрій'],
};

/** Every way to write a message; names from the list, or our own. */
export function variants(names: readonly GroupedName[] = listed(ownNames)): Variant[] {
  const groups = [...new Set(names.map(({ group }) => group))];
  const named = groups.map((group): Variant => {
    const own = names.filter((name) => name.group === group).map(({ name }) => name);
    return {
      dimension: 'names',
      group,
      rewrite: (text, row) => signed(text, own[row % own.length] as string, Math.floor(row / own.length)),
    };
  });
  const ways = Object.entries(manners).flatMap(([dimension, rewrites]) =>
    Object.entries(rewrites).map(([group, rewrite]): Variant => ({ dimension, group, rewrite })),
  );
  return [...named, ...ways];
}

const listed = (names: Readonly<Record<string, readonly string[]>>): GroupedName[] =>
  Object.entries(names).flatMap(([group, list]) => list.map((name) => ({ name, group })));

/** The same three forms for every name, so that groups differ by the name alone. */
function signed(text: string, name: string, form: number): string {
  const forms = [`Hi, ${name} here. ${text}`, `${text} Thanks, ${name}`, `My name is ${name}. ${text}`];
  return forms[form % forms.length] as string;
}

const replaceWords = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/[a-z']+/gi, (word) => words[word.toLowerCase()] ?? word);

/** Ways of writing that should not change what a message means. Rewrites only touch what they know. */
const manners: Readonly<Record<string, Readonly<Record<string, Variant['rewrite']>>>> = {
  dialect: {
    'Scottish English': (text) =>
      `${replaceWords(text, { my: 'ma', you: 'ye', your: 'yer', "don't": 'dinnae', "can't": 'cannae', not: 'no' })} pal`,
    'African American English': (text) =>
      replaceWords(text, {
        is: '',
        are: '',
        "isn't": "ain't",
        "hasn't": "ain't",
        the: 'da',
        going: 'finna',
        my: 'mah',
      }),
    'Indian English': (text) => `Sir, kindly do the needful. ${text} Please revert at the earliest.`,
    'learner English': (text) => replaceWords(text, { a: '', an: '', the: '', has: 'have', does: 'do', is: 'be' }),
    formal: (text) => `Dear Sir or Madam, I should be most grateful for your assistance. ${text}`,
    chatty: (text) => `heyy so ${text} lol`,
  },
  typing: {
    'lower case, no punctuation': (text) => text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, ''),
    capitals: (text) => text.toUpperCase(),
    'two letters swapped': (text, row) => swapLetters(text, row),
    'a letter missing': (text, row) => dropLetter(text, row),
    abbreviated: (text) =>
      replaceWords(text, { you: 'u', your: 'ur', please: 'pls', for: '4', to: '2', are: 'r', why: 'y', thanks: 'thx' }),
  },
};

/** Places of the longer words, where people slip. */
function longWords(text: string): { at: number; length: number }[] {
  return [...text.matchAll(/[a-z]{5,}/gi)].map(({ index, 0: word }) => ({ at: index, length: word.length }));
}

function swapLetters(text: string, row: number): string {
  const words = longWords(text);
  const word = words[row % Math.max(1, words.length)];
  if (word === undefined) return text;
  const at = word.at + 1 + (row % (word.length - 3));
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}

function dropLetter(text: string, row: number): string {
  const words = longWords(text);
  const word = words[row % Math.max(1, words.length)];
  if (word === undefined) return text;
  const at = word.at + 1 + (row % (word.length - 2));
  return text.slice(0, at) + text.slice(at + 1);
}
