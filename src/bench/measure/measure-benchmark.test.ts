// On two simulated records whose marks are the ones they were drawn by. The peer that answers puts every mark two samples
// late (4 ms); others of fake-peer.fixture.ts fail. Ten seconds at 500 Hz are 5,000 samples, at 250 Hz 2,500.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DELINEATORS } from "./delineators.ts";
import { FAKE_PEER } from "./fake-peer.fixture.ts";
import { writeLudbPack } from "./ludb-pack.fixture.ts";
import { type MeasureReport, type MeasureRun, measureBenchmark } from "./measure-benchmark.ts";
import { MEASURE_PARTS } from "./measure-parts.ts";
import { FOLD_WEIGHTS } from "./our-measurers.ts";

/** The parts on simulated signals have tests of their own, and take a minute. */
const PARTS = MEASURE_PARTS.filter((part) => part !== "exact-truth" && part !== "long");

let folder = "";
let report: MeasureReport;

function runOf(over: Partial<MeasureRun>): MeasureRun {
  return {
    data: folder,
    limit: undefined,
    parts: PARTS,
    peers: [],
    peerRunner: { command: process.execPath, args: [FAKE_PEER, join(folder, "marks.json")] },
    timeLimitMs: 60_000,
    foldWeights: FOLD_WEIGHTS,
    pictureFolder: null,
    ...over,
  };
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-measure-benchmark-"));
  const marks = await writeLudbPack(folder, [
    { id: "1", labels: ["Rhythm: Sinus rhythm"], rateBpm: 70 },
    { id: "2", labels: ["Rhythm: Atrial flutter, typical"], rateBpm: 90 },
  ]);
  await writeFile(join(folder, "marks.json"), JSON.stringify(marks));
  const names = ["nk-prominence", "nk-dwt", "prominence", "openecg-v56c"];
  report = await measureBenchmark(
    runOf({ peers: DELINEATORS.filter(({ name }) => names.includes(name)), pictureFolder: folder }),
  );
});
after(() => rm(folder, { recursive: true }));

/** What a part says of one delineator. */
function resultOf<Result>(part: string, name: string): Result {
  const { result } = report.parts.find((each) => each.part === part)!;
  const list = (Array.isArray(result) ? result : (result as { delineators: unknown }).delineators) as {
    name: string;
  }[];
  return list.find((each) => each.name === name) as Result;
}

test("every part has its table, with ours first", () => {
  assert.deepEqual(
    report.parts.map(({ part }) => part),
    PARTS,
  );
  for (const { part, markdown } of report.parts) {
    assert.match(markdown, /^## /);
    if (part !== "worst" && part !== "quality")
      assert.match(markdown, /\| gem [^\n]*\n\| nk-prominence /, part);
    assert.doesNotMatch(markdown, /NaN|undefined|null/, part);
  }
});

test("who is missing and who failed is named, and the others are measured", () => {
  const { present, absent, faults, failedInPart } = report.delineators.result;
  assert.deepEqual(
    present.map(({ name, version }) => `${name} ${version}`),
    ["nk-prominence neurokit2 1.2.3", "nk-dwt neurokit2 1.2.3", "prominence prominence-delineator 1.2.3"],
  );
  assert.deepEqual(
    absent.map(({ name }) => name),
    ["openecg-v56c"],
  );
  assert.deepEqual(faults, [
    "prominence, twelve leads: ended with 1: TypeError: no such wave",
    "prominence, two leads: ended with 1: TypeError: no such wave",
  ]);
  assert.match(
    failedInPart[0] ?? "",
    /^nk-dwt, twelve leads: failed 1 times, .* first 1 v1: ValueError: none$/,
  );
  for (const line of [...faults, ...failedInPart]) assert.ok(report.delineators.markdown.includes(line));
});

test("a peer's numbers are those of its answer: 4 ms late everywhere, nothing missed", () => {
  const { points } = resultOf<{ points: Record<string, Record<string, number>> }>(
    "boundaries",
    "nk-prominence",
  );
  for (const point of ["P_on", "QRS_off", "T_off"]) {
    assert.equal(points[point]?.f1, 1);
    assert.equal(points[point]?.meanMs, 4);
    assert.equal(points[point]?.sdMs, 0);
  }
  // 4 ms is within the CSE tolerance of a QRS onset, 6.5 ms
  assert.equal(points.QRS_on?.withinCse, 1);
  const { intervals } = resultOf<{ intervals: Record<string, Record<string, number>> }>(
    "intervals",
    "nk-prominence",
  );
  assert.equal(intervals.PR?.medianAbsoluteMs, 0, "both ends are late alike");
  const { falseP } = resultOf<{ falseP: Record<string, number> }>("false-p", "nk-prominence");
  assert.equal(falseP["atrial flutter"], 0);
});

test("the two-lead part is of other recordings: half the samples, the same marks", () => {
  const { points } = resultOf<{ points: Record<string, Record<string, number>> }>(
    "two-lead",
    "nk-prominence",
  );
  assert.equal(points.T_off?.sensitivity, 1);
  assert.equal(points.T_off?.meanMs, 4);
  const two = report.parts.find(({ part }) => part === "two-lead")!.result as {
    cpu: { name: string; meanMs: number }[];
  };
  assert.equal(two.cpu.find(({ name }) => name === "nk-prominence")?.meanMs, 25);
  assert.equal(resultOf<{ meanMs: number }>("cpu", "nk-prominence").meanMs, 50);
});

test("ours finds the simulated waves in both sets", () => {
  for (const part of ["boundaries", "two-lead"]) {
    const { points } = resultOf<{ points: Record<string, Record<string, number>> }>(part, "gem");
    assert.equal(points.QRS_on?.sensitivity, 1, part);
    assert.ok(Math.abs(points.QRS_on!.meanMs!) < 20, part);
  }
  assert.ok(resultOf<{ meanMs: number }>("cpu", "gem").meanMs > 0);
});

test("the worst lead of each record is drawn", async () => {
  const drawn = (await readdir(folder)).filter((name) => name.startsWith("worst-"));
  assert.equal(drawn.length, 2);
  assert.match(await readFile(join(folder, drawn[0]!), "utf8"), /^<svg /);
});

test("for a part about ours alone no peer is started", async () => {
  const { delineators } = await measureBenchmark(
    runOf({
      parts: ["worst"],
      peers: DELINEATORS,
      peerRunner: { command: "/no/such/python", args: [] },
      limit: 1,
    }),
  );
  assert.deepEqual(delineators.result, { present: [], absent: [], faults: [], failedInPart: [] });
});

test("a part on other recordings needs neither LUDB nor a peer, and lacks its own", () => {
  const { markdown } = report.parts.find(({ part }) => part === "quality")!;
  assert.match(markdown, /^## quality: not measured\n\n.*quality-dev/s);
});

test("without the recordings every part says what it lacks", async () => {
  const { parts } = await measureBenchmark(runOf({ data: join(folder, "none") }));
  assert.equal(parts.length, PARTS.length);
  for (const { markdown } of parts) assert.match(markdown, /not measured.*(ludb|quality)-dev.*physionet/s);
});
