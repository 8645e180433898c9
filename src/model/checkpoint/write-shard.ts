// One safetensors file of an import, tensor by tensor and a quantised one rows by rows: no more of the model is in memory
// than the largest of its tensors.
import type { WeightFile } from "../../tensor/safetensors-file.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { splitScales } from "../../tensor/transformer/read-weight.ts";
import { matrixShape, quantiseMatrix } from "../../tensor/transformer/weight-tensor.ts";
import type { OutputFile, OutputFolder, WrittenFile } from "./output-folder.ts";
import type { PlannedTensor, Shard } from "./plan-shards.ts";

/** Weights that are widened to 32 bits at once. */
const WEIGHTS_AT_ONCE = 4_194_304;

interface WriteShardOptions {
  readonly weights: WeightFile;
  /** After each tensor, with the bytes that it became. */
  readonly onWritten: (byteLength: number) => void;
}

export async function writeShard(
  folder: OutputFolder,
  shard: Shard,
  { weights, onWritten }: WriteShardOptions,
): Promise<WrittenFile> {
  const file = await folder.create(shard.fileName);
  await file.write(0, shard.header);
  for (const tensor of shard.tensors) {
    const place = { file, offsets: shard.offsets, tensor, weights };
    onWritten(tensor.quantise === null ? await copyTensor(place) : await quantiseTensor(place));
  }
  return file.finish();
}

interface Place {
  readonly file: OutputFile;
  readonly offsets: ReadonlyMap<string, number>;
  readonly tensor: PlannedTensor;
  readonly weights: WeightFile;
}

async function copyTensor({ file, offsets, tensor, weights }: Place): Promise<number> {
  let written = 0;
  for (const { name } of tensor.parts) {
    const bytes = bytesOf(await weights.read(name));
    await file.write(offsets.get(name)!, bytes);
    written += bytes.length;
  }
  return written;
}

async function quantiseTensor({ file, offsets, tensor, weights }: Place): Promise<number> {
  const { name } = tensor;
  const where = `${weights.where}: ${name}`;
  const whole = await weights.read(name);
  const [rows, columns] = matrixShape(whole.shape, where);
  const rowsAtOnce = Math.max(1, Math.floor(WEIGHTS_AT_ONCE / columns));
  const written = new Map<string, number>();
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - row);
    const values = whole.values.subarray(row * columns, (row + count) * columns);
    const some = { type: whole.type, shape: [count, columns], values } as Tensor;
    const quantised = quantiseMatrix(some, { type: tensor.quantise!, where });
    for (const [part, numbers] of splitScales(name, quantised)) {
      const bytes = bytesOf(numbers);
      const at = written.get(part) ?? 0;
      await file.write(offsets.get(part)! + at, bytes);
      written.set(part, at + bytes.length);
    }
  }
  return [...written.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function bytesOf({ values }: Tensor): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
