import { ProtobufMessage } from './protobuf';

export type DType = 'float32' | 'int8' | 'int32' | 'int64' | 'bool';

/** Codes of TensorProto.DataType in onnx.proto3. */
const dtypeCodes: Record<DType, number> = { float32: 1, int8: 3, int32: 6, int64: 7, bool: 9 };

/** A dimension is a fixed size or the name of a size that is known only at run time. */
export type Dim = number | string;

export type Attribute = number | { float: number } | string | readonly number[];

export interface NodeSpec {
  opType: string;
  domain: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, Attribute>;
}

export interface TensorSpec {
  name: string;
  dtype: DType;
  dims: readonly number[];
  data: Float32Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;
}

export interface ValueSpec {
  name: string;
  dtype: DType;
  shape: readonly Dim[];
}

export interface ModelSpec {
  name: string;
  nodes: NodeSpec[];
  initializers: TensorSpec[];
  inputs: ValueSpec[];
  outputs: ValueSpec[];
}

const irVersion = 9;
const opset = 20;

/** Encodes a model as ONNX (onnx.proto3, operator set 20 and com.microsoft 1); only the fields we emit. */
export function encodeModel(spec: ModelSpec): Uint8Array {
  const graph = new ProtobufMessage();
  spec.nodes.forEach((node, index) => graph.message(1, encodeNode(node, index)));
  graph.string(2, spec.name);
  for (const tensor of spec.initializers) graph.message(5, encodeTensor(tensor));
  for (const input of spec.inputs) graph.message(11, encodeValue(input));
  for (const output of spec.outputs) graph.message(12, encodeValue(output));
  return new ProtobufMessage()
    .int(1, irVersion)
    .string(2, 'switchboard')
    .message(7, graph)
    .message(8, new ProtobufMessage().string(1, '').int(2, opset))
    .message(8, new ProtobufMessage().string(1, 'com.microsoft').int(2, 1))
    .encode();
}

function encodeNode(spec: NodeSpec, index: number): ProtobufMessage {
  const message = new ProtobufMessage();
  for (const input of spec.inputs) message.string(1, input);
  for (const output of spec.outputs) message.string(2, output);
  message.string(3, `${spec.opType}_${index}`).string(4, spec.opType);
  for (const [name, value] of Object.entries(spec.attributes)) message.message(5, encodeAttribute(name, value));
  return spec.domain === '' ? message : message.string(7, spec.domain);
}

function encodeAttribute(name: string, value: Attribute): ProtobufMessage {
  const message = new ProtobufMessage().string(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.string(4, value).int(20, 3);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  for (const item of value) message.int(8, item);
  return message.int(20, 7);
}

function encodeTensor(spec: TensorSpec): ProtobufMessage {
  const message = new ProtobufMessage();
  for (const dim of spec.dims) message.int(1, dim);
  const raw = new Uint8Array(spec.data.buffer, spec.data.byteOffset, spec.data.byteLength);
  return message.int(2, dtypeCodes[spec.dtype]).string(8, spec.name).bytes(9, raw);
}

function encodeValue(spec: ValueSpec): ProtobufMessage {
  const shape = new ProtobufMessage();
  for (const dim of spec.shape) {
    shape.message(
      1,
      typeof dim === 'number' ? new ProtobufMessage().int(1, dim) : new ProtobufMessage().string(2, dim),
    );
  }
  const tensorType = new ProtobufMessage().int(1, dtypeCodes[spec.dtype]).message(2, shape);
  return new ProtobufMessage().string(1, spec.name).message(2, new ProtobufMessage().message(1, tensorType));
}
