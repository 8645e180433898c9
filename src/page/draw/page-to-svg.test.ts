import assert from "node:assert/strict";
import { test } from "node:test";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { layoutPage } from "../layout/layout-page.ts";
import { MARK_KINDS } from "./mark-looks.ts";
import { pageToSvg } from "./page-to-svg.ts";

function made(value: (lead: number, sample: number) => number, names: readonly string[] = STANDARD_LEADS) {
  return {
    name: "made",
    leads: names.map((name, lead) => {
      return { name, samplesMv: Float64Array.from({ length: 5000 }, (_, sample) => value(lead, sample)) };
    }),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
}

/** The corners of path data made of M, l and h0, in millimetres, piece by piece. */
function corners(path: string): number[][][] {
  return [...path.matchAll(/M(-?\d+) (-?\d+)(?:l([^Mh]*)|h0)/g)].map(([, x, y, moves]) => {
    const numbers = (moves ?? "").match(/-?\d+/g)?.map(Number) ?? [];
    let at = [Number(x), Number(y)];
    const points = [at];
    for (let i = 0; i < numbers.length; i += 2) {
      at = [at[0]! + numbers[i]!, at[1]! + numbers[i + 1]!];
      points.push(at);
    }
    return points.map((point) => point.map((value) => value / 100));
  });
}

function pathOf(svg: string, lead: string): string {
  return new RegExp(`data-lead="${lead}"[^>]*><path [^>]* d="([^"]*)"`).exec(svg)![1]!;
}

test("the SVG is in millimetres and true to scale", () => {
  const svg = pageToSvg(
    layoutPage(
      made(() => 0),
      { layout: "3x4+1" },
    ),
  );
  assert.match(svg, /^<svg [^>]*width="279\.4mm" height="215\.9mm" viewBox="0 0 279\.4 215\.9"/);
  assert.match(svg, /<pattern [^>]*patternUnits="userSpaceOnUse"[^>]*width="5" height="5"/);
  assert.ok(svg.includes(DISCLAIMER) && svg.includes("25 mm/s 10 mm/mV"));
});

test("a path goes through every sample within half a hundredth of a millimetre", () => {
  const wave = (lead: number, sample: number) =>
    Math.sin(sample / (11 + lead)) + 0.003 * Math.cos(sample * 1.7);
  const page = layoutPage(made(wave), { layout: "12x1" });
  const svg = pageToSvg(page);
  const segment = page.segments[6]!;
  const [points] = corners(pathOf(svg, "V1"));
  let next = 1;
  for (let sample = 0; sample < 5000; sample++) {
    const x = segment.originXMm + sample * 0.05; // 25 mm/s at 500 Hz
    const y = segment.baselineYMm - 10 * wave(6, sample);
    while (next < points!.length - 1 && points![next]![0]! < x - 0.004) next++;
    const [[x0, y0], [x1, y1]] = [points![next - 1]!, points![next]!] as [[number, number], [number, number]];
    const onLine = y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
    assert.ok(
      Math.abs(onLine - y) < 0.005 + 0.005 * Math.abs((y1 - y0) / (x1 - x0)) + 1e-9,
      `sample ${sample}`,
    );
  }
});

test("straight runs are merged, gaps break the line, a lone sample is a dot", () => {
  const value = (_: number, sample: number) =>
    sample > 1000 && sample < 2000 && sample !== 1500 ? Number.NaN : 0;
  const page = layoutPage(made(value), { layout: "12x1" });
  const pieces = corners(pathOf(pageToSvg(page), "aVF"));
  const { originXMm: x, baselineYMm: y } = page.segments[5]!;
  // Flat from sample 0 to 1000 (50 mm), the dot at 1500 (75 mm), flat from 2000 (100 mm) to 4999 (249.95 mm).
  const expected = [[x, x + 50], [x + 75], [x + 100, x + 249.95]].map((xs) =>
    xs.map((each) => [Math.round(each * 100) / 100, y]),
  );
  assert.deepEqual(pieces, expected);
});

test("traces and highlights carry what a report needs to find them", () => {
  const highlights = [
    { lead: "V5", startMs: 1200.5, endMs: 1300, label: "R 2.8 mV", id: "lvh-1" },
    { lead: null, startMs: 9000, endMs: 9100 },
  ];
  const svg = pageToSvg(
    layoutPage(
      made(() => 0),
      { layout: "12x1", highlights },
    ),
  );
  const traces = [
    ...svg.matchAll(/<g class="ecg-trace" data-lead="([^"]+)"[^>]*data-start-ms="0" data-end-ms="10000"/g),
  ];
  assert.deepEqual(
    traces.map(([, lead]) => lead),
    [...STANDARD_LEADS],
  );
  // 1200.5 ms is 30.0125 mm from the trace's start at 22.2 mm; the band is 99.5 ms, 2.4875 mm, wide.
  assert.match(
    svg,
    /<g class="ecg-highlight" data-lead="V5" data-start-ms="1200\.5" data-end-ms="1300" data-id="lvh-1"><title>R 2\.8 mV<\/title><rect x="52\.21\d" [^>]*width="2\.48[78]"/,
  );
  const all = [
    ...svg.matchAll(/<g class="ecg-highlight" data-lead="[^"]+" data-start-ms="9000" data-end-ms="9100">/g),
  ];
  assert.equal(all.length, 12);
});

test("no text can break out of the markup", () => {
  const bad = `"><script>alert('&')</script>\u0000\ud800`;
  const highlights = [{ lead: "I", startMs: 0, endMs: 100, label: bad, id: bad }];
  const page = layoutPage(
    made(() => 0, ["I", bad]),
    { layout: "3x4+1", rhythmLeads: [bad], title: bad, highlights },
  );
  const svg = pageToSvg(page, { idPrefix: bad, description: bad });
  assert.ok(!svg.includes("<script") && !svg.includes("\u0000") && svg.isWellFormed());
  assert.match(svg, /data-id="&quot;&gt;&lt;script&gt;alert\(&#39;&amp;&#39;\)/);
});

test("two pages in one document keep their ids apart", () => {
  const page = layoutPage(
    made(() => 0),
    { layout: "12x1" },
  );
  const ids = ["a", "b"].flatMap((idPrefix) => [...pageToSvg(page, { idPrefix }).matchAll(/ id="([^"]+)"/g)]);
  assert.equal(new Set(ids.map(([, id]) => id)).size, 4);
});

test("marks of every kind have a class, a colour and a pattern of their own", () => {
  const highlights = MARK_KINDS.flatMap((kind, index) => [
    { kind, lead: "I", startMs: 1500 * index, endMs: 1500 * index + 900 },
    {
      kind,
      form: "duration",
      lead: "V1",
      startMs: 1500 * index,
      endMs: 1500 * index + 900,
      id: `d${index}`,
    } as const,
  ]);
  const page = layoutPage(
    made(() => 0),
    { layout: "12x1", highlights },
  );
  const svg = pageToSvg(page);
  const rules = [...svg.matchAll(/rect\{fill:(#\w{6})/g)].map(([, colour]) => colour);
  assert.equal(new Set(rules).size, MARK_KINDS.length);
  assert.match(svg, /<g class="ecg-highlight ecg-kind-not-checkable" data-lead="I" data-start-ms="4500"/);
  assert.match(
    svg,
    /<g class="ecg-mark ecg-duration ecg-kind-model" data-lead="V1"[^>]* data-id="d5"><title>900 ms<\/title>/,
  );
  // Without colour: what is left of each band, moved to the same place.
  const shapes = [...svg.matchAll(/<g class="ecg-highlight[^>]*>(.*?)<\/g>/g)].map(([, inside], index) => {
    const shift = index * 37.5; // 1500 ms at 25 mm/s
    return [...inside!.matchAll(/M([\d.]+) ([\d.]+)(?:L([\d.]+) ([\d.]+))?/g)]
      .map(([, x, y, x1, y1]) => (x1 === undefined ? "dot" : [+x! - shift, y, +x1 - shift, y1].join()))
      .join(" ");
  });
  assert.equal(new Set(shapes).size, MARK_KINDS.length);
});
