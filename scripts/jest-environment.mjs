import { TestEnvironment } from 'jest-environment-node';

/** ONNX Runtime checks `instanceof` against the outer realm's typed arrays; a test's sandbox must hand over the same. */
const shared = [
  'ArrayBuffer',
  'Float32Array',
  'Float64Array',
  'Int8Array',
  'Int32Array',
  'Uint8Array',
  'BigInt64Array',
];

export default class SharedTypedArrays extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of shared) this.global[name] = globalThis[name];
  }
}
