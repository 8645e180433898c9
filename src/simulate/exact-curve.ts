// A curve through knots that is known at every moment, not only at samples: the waves of `exact-ecg.ts` are made of it.
// The three kinds of ends are what delineation depends on: corners and sharp feet leave no doubt where a wave begins;
// a smooth foot begins before anyone can see it.

/** [ms, mV] of a turning point or corner. */
export type Point = readonly [atMs: number, mv: number];

/** Points from ms and mV in turn: a table of shapes stays one line a lead. */
export function turns(...flat: number[]): Point[] {
  return Array.from({ length: flat.length >> 1 }, (_, i): Point => [flat[2 * i]!, flat[2 * i + 1]!]);
}

/**
 * `corners`: straight lines (triangles, trapezoids, steps with flanks). `sharp`: round peaks, but the ends leave the
 * line at an angle, like half a sine. `smooth`: half cosines, flat at the ends too.
 */
export type Ends = "corners" | "sharp" | "smooth";

/** How the curve comes to a knot from the one before: where it is flat. */
type Course = "line" | "flatAtEnd" | "flatAtStart" | "flatAtBoth";

export interface CurveKnot {
  readonly atMs: number;
  readonly mv: number;
  readonly course: Course;
}

/** Knots from the first to the last of `points`, which rise in time; the first and the last are the curve's ends. */
export function curveThrough(points: readonly Point[], ends: Ends): CurveKnot[] {
  return points.map(([atMs, mv], index) => ({ atMs, mv, course: courseTo(index, points.length, ends) }));
}

function courseTo(index: number, count: number, ends: Ends): Course {
  if (ends === "corners") return "line";
  if (ends === "smooth") return "flatAtBoth";
  if (index <= 1) return "flatAtEnd";
  return index === count - 1 ? "flatAtStart" : "flatAtBoth";
}

/** Value at any time; 0 before the first and after the last knot. */
export function curveValue(knots: readonly CurveKnot[], atMs: number): number {
  const first = knots[0];
  const last = knots.at(-1);
  if (first === undefined || last === undefined || atMs < first.atMs || atMs > last.atMs) return 0;
  const next = knots.findIndex((knot) => knot.atMs >= atMs);
  const to = knots[next]!;
  const from = knots[next - 1];
  if (from === undefined || to.atMs === atMs) return to.mv;
  return from.mv + (to.mv - from.mv) * share((atMs - from.atMs) / (to.atMs - from.atMs), to.course);
}

function share(time: number, course: Course): number {
  switch (course) {
    case "line":
      return time;
    case "flatAtEnd":
      return Math.sin((Math.PI * time) / 2);
    case "flatAtStart":
      return 1 - Math.cos((Math.PI * time) / 2);
    case "flatAtBoth":
      return (1 - Math.cos(Math.PI * time)) / 2;
  }
}

/** Trapezium rule, mV*ms. */
export function areaUnder(times: readonly number[], values: readonly number[]): number {
  let area = 0;
  for (let i = 1; i < times.length; i++) {
    area += ((times[i]! - times[i - 1]!) * (values[i]! + values[i - 1]!)) / 2;
  }
  return area;
}
