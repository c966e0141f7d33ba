import { readManifest } from '@switchboard/models';

/** The encoder that a desk serves with when its languages ask for no other, of models.json. */
export const defaultEncoder = 'all-MiniLM-L6-v2';

/** The first encoder of models.json that we have checked and that reads all of these languages; the default when none does. */
export function encoderFor(languages: readonly string[], manifest = readManifest()): string {
  const reads = manifest.find(
    ({ role, checked, languages: own }) =>
      role === 'encoder' && checked && languages.every((language) => own.includes(language)),
  );
  return reads?.name ?? defaultEncoder;
}
