export { testDatabases, type TestDatabase } from './test-databases';
export { fakeEncoder } from './fake-encoder';
export {
  type Script,
  type ScriptedModel,
  type ScriptedReply,
  type ScriptedRequest,
  startScriptedModel,
} from './scripted-model/scripted-model';
export { docxParagraph, docxTable, makeDocx } from './files/make-docx';
export { makePdf } from './files/make-pdf';
export { servePages } from './serve-pages';
