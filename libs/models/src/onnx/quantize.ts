export interface QuantizedRows {
  data: Int8Array;
  /** One scale per row: value ≈ data × scale. */
  scales: Float32Array;
}

/** Symmetric int8 quantisation of each row of a [rows, width] table with a scale of its own. */
export function quantizeRows(table: Float32Array, rows: number, width: number): QuantizedRows {
  const data = new Int8Array(table.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let peak = 0;
    for (let i = row * width; i < (row + 1) * width; i++) peak = Math.max(peak, Math.abs(table[i] as number));
    const scale = peak === 0 ? 1 : peak / 127;
    scales[row] = scale;
    for (let i = row * width; i < (row + 1) * width; i++) data[i] = Math.round((table[i] as number) / scale);
  }
  return { data, scales };
}

/** Quantises a PyTorch-style [outputs, inputs] matrix per output and gives it as [inputs, outputs], as MatMul wants it. */
export function quantizeColumns(weight: Float32Array, outputs: number, inputs: number): QuantizedRows {
  const { data, scales } = quantizeRows(weight, outputs, inputs);
  return { data: transpose(data, outputs, inputs), scales };
}

/** A [rows, columns] matrix as [columns, rows]. */
export function transpose(data: Int8Array, rows: number, columns: number): Int8Array {
  const transposed = new Int8Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      transposed[column * rows + row] = data[row * columns + column] as number;
  return transposed;
}
