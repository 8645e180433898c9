// How threads share a call of a kernel: each gets the arguments for its part of the columns, rows or floats. Parts
// write to places of their own, so that none has to wait for another.
import {
  ACTIVATION_BLOCK_FLOATS,
  attendScratchFloats,
  COLUMN_BLOCK,
  DEPTH_BLOCK,
  INT8_BLOCK_FLOATS,
  SCORE_ROWS,
  type TransformerKernels,
} from "./transformer-kernels.ts";

export interface Part {
  /** From 0 on. */
  readonly part: number;
  readonly parts: number;
  /** Who computes it: parts of one thread use the same scratch. */
  readonly thread: number;
}

type Share<Name extends keyof TransformerKernels> = (
  part: Part,
  ...of: TransformerKernels[Name] extends (...of: infer Arguments) => unknown ? Arguments : never
) => number[] | null;

/** From and until before, in whole `step`s but for the last; null if nothing is left for that part. */
function range(count: number, step: number, { part, parts }: Part): [number, number] | null {
  const steps = Math.ceil(count / step);
  const from = Math.floor((steps * part) / parts) * step;
  const until = Math.min(count, Math.floor((steps * (part + 1)) / parts) * step);
  return from < until ? [from, until] : null;
}

const multiply: Share<"multiply"> = (
  part,
  xAt,
  xStride,
  rows,
  weightsAt,
  depth,
  columns,
  biasAt,
  yAt,
  ...rest
) => {
  const columnRange = range(columns, COLUMN_BLOCK, part);
  if (columnRange === null) return null;
  const [from, until] = columnRange;
  const bias = biasAt < 0 ? -1 : biasAt + from;
  return [xAt, xStride, rows, weightsAt + from * depth, depth, until - from, bias, yAt + from, ...rest];
};

const multiplyInt8: Share<"multiplyInt8"> = (
  part,
  quantisedAt,
  rows,
  weightsAt,
  depth,
  columns,
  biasAt,
  yAt,
  ...rest
) => {
  const columnRange = range(columns, COLUMN_BLOCK, part);
  if (columnRange === null) return null;
  const [from, until] = columnRange;
  const blocks = (from / COLUMN_BLOCK) * Math.ceil(depth / DEPTH_BLOCK);
  const bias = biasAt < 0 ? -1 : biasAt + from;
  return [
    quantisedAt,
    rows,
    weightsAt + blocks * INT8_BLOCK_FLOATS,
    depth,
    until - from,
    bias,
    yAt + from,
    ...rest,
  ];
};

const quantise: Share<"quantise"> = (part, xAt, xStride, rows, depth, quantisedAt) => {
  const rowRange = range(rows, 1, part);
  if (rowRange === null) return null;
  const [from, until] = rowRange;
  const rowFloats = Math.ceil(depth / DEPTH_BLOCK) * ACTIVATION_BLOCK_FLOATS;
  return [xAt + from * xStride, xStride, until - from, depth, quantisedAt + from * rowFloats];
};

const gateSilu: Share<"gateSilu"> = (part, xAt, rows, columns, yAt) => {
  const rowRange = range(rows, 1, part);
  if (rowRange === null) return null;
  const [from, until] = rowRange;
  return [xAt + 2 * from * columns, until - from, columns, yAt + from * columns];
};

const mapFloats: Share<"gelu"> = (part, xAt, count, yAt) => {
  const floatRange = range(count, COLUMN_BLOCK, part);
  if (floatRange === null) return null;
  const [from, until] = floatRange;
  return [xAt + from, until - from, yAt + from];
};

const attend: Share<"attend"> = (part, ...of) => {
  const [qAt, qStride, rows, heads, keyHeads, headSize, keysAt, valuesAt, capacity, ...rest] = of;
  const [halves, count, step, scale, yAt, yStride, scratchAt] = rest;
  const [from, until] = [firstRow(part.part), firstRow(part.part + 1)];
  if (from >= until) return null;
  return [
    qAt + from * qStride,
    qStride,
    until - from,
    heads,
    keyHeads,
    headSize,
    keysAt,
    valuesAt,
    capacity,
    halves,
    count + from * step,
    step,
    scale,
    yAt + from * yStride,
    yStride,
    scratchAt + part.thread * attendScratchFloats(capacity, headSize),
  ];

  /** A later row looks at more positions: parts are equal in positions, in whole tiles of rows. */
  function firstRow(index: number): number {
    const positions = (row: number) => row * count + (step * row * (row - 1)) / 2;
    const wanted = (positions(rows) * index) / part.parts;
    let row = 0;
    while (row < rows && positions(row) < wanted) row += SCORE_ROWS;
    return Math.min(row, rows);
  }
};

const SHARES = {
  multiply,
  multiplyInt8,
  quantise,
  gateSilu,
  gelu: mapFloats,
  quickGelu: mapFloats,
  attend,
} as const;

export type SharedName = keyof typeof SHARES;
export const SHARED_NAMES = Object.keys(SHARES) as SharedName[];

/** The arguments for one part of a call; null if there is nothing to do for it. */
export function shareOf(name: SharedName, of: readonly number[], part: Part): number[] | null {
  const share = SHARES[name] as (part: Part, ...of: readonly number[]) => number[] | null;
  return share(part, ...of);
}
