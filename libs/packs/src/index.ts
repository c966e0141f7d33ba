export { checkPack } from './check-pack';
export { type Pack, type PackArticle, PackError, type PackIntent } from './pack';
export { listPacks, readPack } from './read-pack';
export { readSpecialistExamples, specialistFile } from './read-specialist-examples';
