import { repositoryRoot } from '@switchboard/api';
import { type Encoder, type Specialist, readSpecialist } from '@switchboard/models';
import { specialistFile } from '@switchboard/packs';
import { withEncoder } from './with-encoder';

/** Runs a command's work with a specialist and its encoder. Throws when the specialist is not there for that encoder. */
export async function withSpecialist<T>(
  name: string,
  base: string,
  work: (specialist: Specialist, encoder: Encoder) => Promise<T>,
): Promise<T> {
  const file = specialistFile(repositoryRoot(), name, base);
  const specialist = readSpecialist(file);
  return withEncoder(base, (encoder) => {
    if (specialist === null || specialist.card.encoder.space !== encoder.space)
      throw new Error(
        `there is no ${name} specialist for ${base}; make one: switchboard train specialist ${name} --base ${base}`,
      );
    return work(specialist, encoder);
  });
}
