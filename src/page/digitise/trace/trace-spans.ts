// How far up and down a lead's ink reaches in each column. The path alone cuts the tips of narrow waves, where up-stroke
// and down-stroke touch: ink beyond it is the lead's own where the path climbs towards it and comes back, and where
// no other lead's path runs into it.

import type { Plane } from "../plane.ts";
import type { TracePath } from "./follow-trace.ts";

export interface TraceSpans {
  readonly startColumn: number;
  /** Edges of the ink, in pixels from the top; not a number where the path crosses white. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

export interface TraceSpansOptions {
  readonly ink: Plane;
  readonly paths: readonly TracePath[];
  readonly penPx: number;
}

const INK = 0.45;
/** A path may take this many columns over the top of a wave that it cuts. */
const TIP_COLUMNS = 4;

/** One for each path; paths of leads that do not meet may be given together. */
export function traceSpans({ ink, paths, penPx }: TraceSpansOptions): TraceSpans[] {
  const owner = new Map<number, number[]>();
  paths.forEach((path, index) => {
    for (let i = 0; i < path.enter.length; i++) {
      const column = path.startColumn + i;
      const list = owner.get(column);
      if (list === undefined) owner.set(column, [index]);
      else list.push(index);
    }
  });
  return paths.map((path, index) => {
    const others = (column: number) =>
      (owner.get(column) ?? []).filter((other) => other !== index).map((other) => paths[other]!);
    return spansOf(ink, path, { penPx, others });
  });
}

interface SpanContext {
  readonly penPx: number;
  readonly others: (column: number) => readonly TracePath[];
}

function spansOf(ink: Plane, path: TracePath, { penPx, others }: SpanContext): TraceSpans {
  const count = path.enter.length;
  const top = new Float64Array(count).fill(Number.NaN);
  const bottom = new Float64Array(count).fill(Number.NaN);
  for (let i = 0; i < count; i++) {
    const column = path.startColumn + i;
    const low = Math.min(path.enter[i]!, path.leave[i]!);
    const high = Math.max(path.enter[i]!, path.leave[i]!);
    if (!hasInk(ink, column, low, high)) continue;
    // as far as the pen alone reaches beyond its path, and further over a tip
    const [up, down] = tips(path, i, penPx);
    top[i] = reach(ink, column, low, -1, up ? Number.POSITIVE_INFINITY : penPx + 1);
    bottom[i] = reach(ink, column, high, 1, down ? Number.POSITIVE_INFINITY : penPx + 1);
    if (!up && !down) continue;
    for (const other of others(column)) {
      const at = column - other.startColumn;
      const [otherLow, otherHigh] = [
        Math.min(other.enter[at]!, other.leave[at]!),
        Math.max(other.enter[at]!, other.leave[at]!),
      ];
      // ink that another lead's path runs through is not taken, nor what lies behind it
      if (up && otherHigh < low && otherHigh >= top[i]! - 1) top[i] = reach(ink, column, low, -1, penPx + 1);
      if (down && otherLow > high && otherLow <= bottom[i]! + 1) {
        bottom[i] = reach(ink, column, high, 1, penPx + 1);
      }
    }
  }
  return { startColumn: path.startColumn, top, bottom };
}

function hasInk({ widthPx, values }: Plane, column: number, low: number, high: number): boolean {
  for (let y = low; y <= high; y++) if (values[y * widthPx + column]! >= INK * 0.7) return true;
  return false;
}

/** Does the path come up from below to this column and go down again soon after (a tip above), or the reverse? */
function tips(path: TracePath, index: number, penPx: number): [up: boolean, down: boolean] {
  const here = path.enter[index]!;
  const climb = 1.5 * penPx + 1;
  const side = (direction: 1 | -1): [below: boolean, above: boolean] => {
    let [below, above] = [false, false];
    for (let step = 0; step <= TIP_COLUMNS; step++) {
      const at = index + direction * step;
      if (at < 0 || at >= path.enter.length) break;
      const [a, b] = [path.enter[at]!, path.leave[at]!];
      if (Math.max(a, b) > here + climb) below = true;
      if (Math.min(a, b) < here - climb) above = true;
    }
    return [below, above];
  };
  const [left, right] = [side(-1), side(1)];
  return [left[0] && right[0], left[1] && right[1]];
}

/** The edge of the ink from a pixel on, at most `most` pixels away, between pixels where coverage is half. */
function reach(ink: Plane, column: number, from: number, direction: 1 | -1, most: number): number {
  const { widthPx, heightPx, values } = ink;
  let y = from;
  // the path may run beside the ink, on its faint edge
  while (values[y * widthPx + column]! < INK && Math.abs(y - from) < 2) y -= direction;
  while (
    y + direction >= 0 &&
    y + direction < heightPx &&
    values[(y + direction) * widthPx + column]! >= INK
  ) {
    if (Math.abs(y + direction - from) > most) break;
    y += direction;
  }
  const inner = values[y * widthPx + column]!;
  const next = y + direction;
  const outer = next >= 0 && next < heightPx ? values[next * widthPx + column]! : 0;
  const part = inner > outer ? Math.max(0, Math.min(1, (inner - INK) / (inner - outer))) : 0.5;
  return y + 0.5 + direction * part;
}
