/** The loops of adamw.wat. Pointers are byte offsets into the memory, counts are floats and multiples of four. */
export interface AdamwKernel {
  sumOfSquares(gradient: number, count: number): number;
  adamw(
    parameter: number,
    gradient: number,
    firstMoment: number,
    secondMoment: number,
    count: number,
    keep: number,
    step: number,
    beta1: number,
    beta2: number,
    root: number,
    epsilon: number,
    scale: number,
  ): void;
}

/** adamw.wat, compiled. */
const binary = [
  'AGFzbQEAAAABFgJgAn9/AX1gDH9/f39/fX19fX19fQACDwEDZW52Bm1lbW9yeQIAAQMDAgABBxgCDHN1bU9mU3F1YXJlcwAABWFk',
  'YW13AAEKvQICUwIBfwJ7IAAgAUECdGohAgJAA0AgACACTw0BIAD9AAQAIQMgBCADIAP95gH95AEhBCAAQRBqIQAMAAsLIAT9HwAg',
  'BP0fAZIgBP0fAiAE/R8DkpIL5gECAX8HeyAH/RMhECAI/RMhEkMAAIA/IAeT/RMhEUMAAIA/IAiT/RMhEyAAIARBAnRqIQwCQANA',
  'IAAgDE8NASAB/QAEACAL/RP95gEhDSAC/QAEACAQ/eYBIA0gEf3mAf3kASEOIAP9AAQAIBL95gEgDSAN/eYBIBP95gH95AEhDyAC',
  'IA79CwQAIAMgD/0LBAAgACAA/QAEACAF/RP95gEgDiAG/RP95gEgD/3jASAJ/RP95gEgCv0T/eQB/ecB/eUB/QsEACAAQRBqIQAg',
  'AUEQaiEBIAJBEGohAiADQRBqIQMMAAsLCw==',
].join('');

/** What is used of the platform's WebAssembly, whose types come with browsers only. */
declare const WebAssembly: {
  Memory: new (options: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
};
const pageBytes = 65_536;

/** A memory of at least `bytes`, which never grows (that would detach the arrays on it), and the kernel over it. */
export function openAdamwKernel(bytes: number): { kernel: AdamwKernel; buffer: ArrayBuffer } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const module = new WebAssembly.Module(Buffer.from(binary, 'base64'));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { kernel: exports as AdamwKernel, buffer: memory.buffer };
}
