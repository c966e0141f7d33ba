import { readManifest } from '@switchboard/models';

/** The encoder that a desk serves with when its languages ask for no other, of models.json. */
export const defaultEncoder = 'all-MiniLM-L6-v2';

const checkedEncoders = (manifest: ReturnType<typeof readManifest>) =>
  manifest.filter(({ role, checked }) => role === 'encoder' && checked);

/** The first encoder of models.json that we have checked and that reads all of these languages; null when none does. */
export function findEncoderFor(languages: readonly string[], manifest = readManifest()): string | null {
  const reads = checkedEncoders(manifest).find(({ languages: own }) =>
    languages.every((language) => own.includes(language)),
  );
  return reads?.name ?? null;
}

/** The same, and the default encoder when none reads them all. */
export const encoderFor = (languages: readonly string[], manifest = readManifest()): string =>
  findEncoderFor(languages, manifest) ?? defaultEncoder;

/** Every language that one of the encoders reads. */
export const readLanguages = (manifest = readManifest()): string[] => [
  ...new Set(checkedEncoders(manifest).flatMap(({ languages }) => languages)),
];
