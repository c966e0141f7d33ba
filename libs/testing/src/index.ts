export { testDatabases, type TestDatabase } from './test-databases';
export { fakeEncoder } from './fake-encoder';
