// The reasons of many windows, each told once. Two that differ in numbers only are the same reason; the numbers
// become ranges. A number that belongs to a name (V3) tells them apart.
import type { LongReason } from "../../ecg/long-measurements.ts";

const NUMBER = /(?<![\p{L}\d_.])\d+(?:\.\d+)?(?![\p{L}\d_])/gu;

interface Kind {
  readonly between: readonly string[];
  readonly least: string[];
  readonly most: string[];
  windows: number;
  durationMs: number;
}

/** Longest in all first. */
export function mergedReasons(
  windows: Iterable<{ readonly reasons: readonly string[]; readonly durationMs: number }>,
): LongReason[] {
  const kinds = new Map<string, Kind>();
  for (const { reasons, durationMs } of windows) {
    for (const reason of new Set(reasons)) {
      const between = reason.split(NUMBER);
      const numbers = reason.match(NUMBER) ?? [];
      const key = between.join("#");
      const kind = kinds.get(key);
      if (kind === undefined) {
        kinds.set(key, { between, least: [...numbers], most: [...numbers], windows: 1, durationMs });
        continue;
      }
      kind.windows++;
      kind.durationMs += durationMs;
      for (const [i, number] of numbers.entries()) {
        if (Number(number) < Number(kind.least[i])) kind.least[i] = number;
        if (Number(number) > Number(kind.most[i])) kind.most[i] = number;
      }
    }
  }
  return [...kinds.values()]
    .sort((a, b) => b.durationMs - a.durationMs)
    .map((kind) => ({ reason: textOf(kind), windows: kind.windows, durationMs: kind.durationMs }));
}

function textOf({ between, least, most }: Kind): string {
  return between.reduce((text, part, i) => {
    const [from, to] = [least[i - 1]!, most[i - 1]!];
    return `${text}${from === to ? from : `${from} to ${to}`}${part}`;
  });
}
