// Connected pieces of ink (eight neighbours): letters, pulses, traces. Union of horizontal runs, one pass.

import type { Plane } from "../plane.ts";

export interface Blob {
  readonly left: number;
  readonly top: number;
  /** One past the last column and row. */
  readonly right: number;
  readonly bottom: number;
  readonly areaPx: number;
}

export interface Blobs {
  readonly list: readonly Blob[];
  /** Runs of ink as row, start, end (one past), index of the blob. */
  readonly runs: Int32Array;
  readonly runCount: number;
}

export function findBlobs({ widthPx, heightPx, values }: Plane, threshold: number): Blobs {
  let runs = new Int32Array(1 << 16);
  let count = 0;
  const parents: number[] = [];
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = index; parents[at] !== root; ) {
      const next = parents[at]!;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < heightPx; y++) {
    const line = y * widthPx;
    const first = count;
    let candidate = above;
    for (let x = 0; x < widthPx; x++) {
      if (values[line + x]! < threshold) continue;
      const start = x;
      while (x < widthPx && values[line + x]! >= threshold) x++;
      if ((count + 1) * 4 > runs.length) {
        const larger = new Int32Array(runs.length * 2);
        larger.set(runs);
        runs = larger;
      }
      let label = -1;
      while (candidate < aboveEnd && runs[candidate * 4 + 2]! < start) candidate++;
      for (let other = candidate; other < aboveEnd && runs[other * 4 + 1]! <= x; other++) {
        const root = rootOf(runs[other * 4 + 3]!);
        if (label < 0) label = root;
        else if (label !== root) parents[root] = label;
      }
      if (label < 0) label = parents.push(parents.length) - 1;
      runs.set([y, start, x, label], count * 4);
      count++;
    }
    above = first;
    aboveEnd = count;
  }
  return collect(runs, count, parents, rootOf);
}

function collect(
  runs: Int32Array,
  count: number,
  parents: readonly number[],
  rootOf: (index: number) => number,
): Blobs {
  const indexOf = new Int32Array(parents.length).fill(-1);
  const list: { left: number; top: number; right: number; bottom: number; areaPx: number }[] = [];
  for (let run = 0; run < count; run++) {
    const [y, start, end, label] = runs.subarray(run * 4, run * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const root = rootOf(label);
    let index = indexOf[root]!;
    if (index < 0) {
      index = list.push({ left: start, top: y, right: end, bottom: y + 1, areaPx: 0 }) - 1;
      indexOf[root] = index;
    }
    const blob = list[index]!;
    if (start < blob.left) blob.left = start;
    if (end > blob.right) blob.right = end;
    blob.bottom = y + 1;
    blob.areaPx += end - start;
    runs[run * 4 + 3] = index;
  }
  return { list, runs, runCount: count };
}
