/** Links, addresses and numbers of a text, as they can be compared: numbers without signs and thousands separators. */
function factsIn(text: string): Set<string> {
  const addresses = (text.match(/https?:\/\/[^\s)）】」，。]+|[\w.+-]+@[\w-]+\.[\w.]+/g) ?? []).map((address) =>
    address.replace(/[.,;!?]+$/, ''),
  );
  let rest = text;
  for (const address of addresses) rest = rest.replace(address, ' ');
  const numbers = rest.normalize('NFKC').match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return new Set([...addresses, ...numbers.map((number) => number.replace(/,(?=\d{3}(?!\d))/g, ''))]);
}

/** What one text says in numbers, links and addresses and the other does not. */
export function changedFacts(before: string, after: string): { lost: string[]; gained: string[] } {
  const [had, has] = [factsIn(before), factsIn(after)];
  return {
    lost: [...had].filter((fact) => !has.has(fact)),
    gained: [...has].filter((fact) => !had.has(fact)),
  };
}
