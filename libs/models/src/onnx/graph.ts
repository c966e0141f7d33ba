import {
  type Attribute,
  type DType,
  type Dim,
  type NodeSpec,
  type TensorSpec,
  type ValueSpec,
  encodeModel,
} from './encode-model';

/** A tensor inside a graph under construction. Shapes may hold symbolic dimensions such as 'batch'. */
export type Value = ValueSpec;

/** Builds one ONNX graph, node by node. */
export class Graph {
  private readonly nodes: NodeSpec[] = [];
  private readonly initializers = new Map<string, TensorSpec>();
  private readonly inputs: ValueSpec[] = [];
  private readonly outputs: ValueSpec[] = [];
  private readonly outputNames = new Map<string, string>();

  constructor(readonly name: string) {}

  input(name: string, dtype: DType, shape: readonly Dim[]): Value {
    const value = { name, dtype, shape };
    this.inputs.push(value);
    return value;
  }

  /** Makes a value an output of the graph, by renaming it. */
  output(name: string, value: Value): void {
    this.outputNames.set(value.name, name);
    this.outputs.push({ name, dtype: value.dtype, shape: value.shape });
  }

  constant(name: string, dtype: DType, dims: readonly number[], data: TensorSpec['data']): Value {
    this.initializers.set(name, { name, dtype, dims, data });
    return { name, dtype, shape: dims };
  }

  scalar(value: number): Value {
    return this.constant(`scalar_${value}`, 'float32', [], Float32Array.of(value));
  }

  ints(values: readonly number[]): Value {
    return this.constant(`ints_${values.join('_')}`, 'int64', [values.length], BigInt64Array.from(values.map(BigInt)));
  }

  /** Emits a node with one output. An undefined input stands for an omitted optional one. */
  emit(
    opType: string,
    inputs: readonly (Value | undefined)[],
    shape: readonly Dim[],
    options: { attributes?: Record<string, Attribute>; domain?: string; dtype?: DType } = {},
  ): Value {
    return this.emitMany(opType, inputs, [shape], options)[0] as Value;
  }

  /** Emits a node with one output per shape. */
  emitMany(
    opType: string,
    inputs: readonly (Value | undefined)[],
    shapes: readonly (readonly Dim[])[],
    {
      attributes = {},
      domain = '',
      dtype = 'float32',
    }: { attributes?: Record<string, Attribute>; domain?: string; dtype?: DType } = {},
  ): Value[] {
    const values = shapes.map((shape, index) => ({ name: `${opType}_${this.nodes.length}_${index}`, dtype, shape }));
    this.nodes.push({
      opType,
      domain,
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: values.map(({ name }) => name),
      attributes,
    });
    return values;
  }

  encode(): Uint8Array {
    const rename = (name: string): string => this.outputNames.get(name) ?? name;
    const nodes = this.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }));
    const used = new Set(nodes.flatMap(({ inputs }) => inputs));
    return encodeModel({
      name: this.name,
      nodes,
      // What only a backward pass would have needed stays out.
      initializers: [...this.initializers.values()].filter(({ name }) => used.has(name)),
      inputs: this.inputs,
      outputs: this.outputs,
    });
  }
}
