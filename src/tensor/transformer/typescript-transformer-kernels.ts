// The transformer's kernels in plain TypeScript: what the compiled ones are held against, and what runs where there
// is no SIMD. Sums are taken in double precision and rounded once, which makes them the more exact ones.

import { errorFunctionComplement } from "./error-function.ts";
import { type MemoryViews, viewsOf } from "./memory-views.ts";
import { softmaxOf, sumOf } from "./softmax-of.ts";
import type { TransformerKernels } from "./transformer-kernels.ts";
import { attendRows, rotateRows, storeRows } from "./typescript-attention.ts";
import {
  multiplyInt8Rows,
  multiplyRows,
  packInt8Rows,
  packRows,
  quantiseRows,
  unpackInt8Row,
  unpackRow,
} from "./typescript-products.ts";

export function typescriptTransformerKernels(): TransformerKernels {
  let memory = viewsOf(new Float32Array(0));
  return {
    build: "typescript",
    threads: 1,
    reserve(floats) {
      if (floats > memory.floats.length) {
        const grown = new Float32Array(floats);
        grown.set(memory.floats);
        memory = viewsOf(grown);
      }
      return memory.floats;
    },
    multiply: (...of) => multiplyRows(memory, ...of),
    quantise: (...of) => quantiseRows(memory, ...of),
    multiplyInt8: (...of) => multiplyInt8Rows(memory, ...of),
    pack: (...of) => packRows(memory, ...of),
    packInt8: (...of) => packInt8Rows(memory, ...of),
    unpack: (...of) => unpackRow(memory, ...of),
    unpackInt8: (...of) => unpackInt8Row(memory, ...of),
    rotate: (...of) => rotateRows(memory, ...of),
    store: (...of) => storeRows(memory, ...of),
    attend: (...of) => attendRows(memory, ...of),
    layerNorm(xAt, rows, columns, weightAt, biasAt, epsilon, yAt) {
      const { floats } = memory;
      for (let row = 0; row < rows; row++) {
        const x = xAt + row * columns;
        const mean = sumOf(columns, (i) => floats[x + i]!) / columns;
        const variance = sumOf(columns, (i) => (floats[x + i]! - mean) ** 2) / columns;
        const share = 1 / Math.sqrt(variance + epsilon);
        for (let i = 0; i < columns; i++) {
          const normal = (floats[x + i]! - mean) * share;
          floats[yAt + row * columns + i] = normal * floats[weightAt + i]! + floats[biasAt + i]!;
        }
      }
    },
    rmsNorm(xAt, rows, columns, weightAt, epsilon, yAt) {
      const { floats } = memory;
      for (let row = 0; row < rows; row++) {
        const x = xAt + row * columns;
        const share = 1 / Math.sqrt(sumOf(columns, (i) => floats[x + i]! ** 2) / columns + epsilon);
        for (let i = 0; i < columns; i++) {
          floats[yAt + row * columns + i] = floats[x + i]! * share * floats[weightAt + i]!;
        }
      }
    },
    gelu(xAt, count, yAt) {
      mapFloats(memory, { xAt, count, yAt }, (x) => (x * errorFunctionComplement(-x / Math.SQRT2)) / 2);
    },
    quickGelu(xAt, count, yAt) {
      mapFloats(memory, { xAt, count, yAt }, (x) => x / (1 + Math.exp(-1.702 * x)));
    },
    silu(xAt, count, yAt) {
      mapFloats(memory, { xAt, count, yAt }, silu);
    },
    gateSilu(xAt, rows, columns, yAt) {
      const { floats } = memory;
      for (let row = 0; row < rows; row++) {
        const x = xAt + 2 * row * columns;
        for (let i = 0; i < columns; i++) {
          floats[yAt + row * columns + i] = silu(floats[x + i]!) * floats[x + columns + i]!;
        }
      }
    },
    softmax(xAt, rows, columns, yAt) {
      const { floats } = memory;
      for (let row = 0; row < rows; row++) {
        const x = xAt + row * columns;
        const shares = softmaxOf(columns, (i) => floats[x + i]!);
        floats.set(shares, yAt + row * columns);
      }
    },
    add(xAt, count, yAt) {
      const { floats } = memory;
      for (let i = 0; i < count; i++) floats[yAt + i]! += floats[xAt + i]!;
    },
    argmax(xAt, count) {
      const { floats } = memory;
      let best = 0;
      for (let i = 1; i < count; i++) if (floats[xAt + i]! > floats[xAt + best]!) best = i;
      return best;
    },
  };
}

interface Stretch {
  readonly xAt: number;
  readonly count: number;
  readonly yAt: number;
}

function mapFloats({ floats }: MemoryViews, { xAt, count, yAt }: Stretch, f: (x: number) => number): void {
  for (let i = 0; i < count; i++) floats[yAt + i] = f(floats[xAt + i]!);
}

function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}
