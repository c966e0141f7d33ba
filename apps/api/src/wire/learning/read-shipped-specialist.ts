import { type Specialist, readSpecialist } from '@switchboard/models';
import { specialistFile } from '@switchboard/packs';
import { repositoryRoot } from '../../repository-root';

/** Specialists come with the desk: trained on our own examples, one file for each encoder. */
export const readShippedSpecialist =
  (encoder: string) =>
  (name: string): Specialist | null =>
    readSpecialist(specialistFile(repositoryRoot(), name, encoder));
