import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { type Interpretation, InterpretationSchema } from "../ecg/interpretation.ts";
import type { Recording } from "../ecg/recording.ts";
import { createRandom } from "../signal/random.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { interpretCommand } from "./interpret-command.ts";
import { runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const random = createRandom(11);
const ecg = syntheticEcg({ noise: { whiteMv: 0.01 } }).recording;
const normal = writeRecord(folder.path, "normal", ecg);

function write(name: string, recording: Recording): string {
  return writeRecord(folder.path, name, recording);
}

function everySample(valueMv: () => number): Recording {
  return { ...ecg, leads: ecg.leads.map((lead) => ({ ...lead, samplesMv: lead.samplesMv.map(valueMv) })) };
}

function withLeads(keep: (name: string, index: number) => boolean): Recording {
  return { ...ecg, leads: ecg.leads.filter((lead, index) => keep(lead.name, index)) };
}

/** Interpretations as `gem interpret ... --jsonl` prints them, each valid by the schema. */
async function interpreted(...args: string[]): Promise<Interpretation[]> {
  const { code, stdout, stderr } = await runGem(["interpret", ...args, "--jsonl"]);
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => InterpretationSchema.strict().parse(JSON.parse(line)));
}

test("the report goes to stdout without escape sequences, its disclaimer first and last", async () => {
  const { code, stdout, stderr } = await runGem(["interpret", normal]);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.doesNotMatch(stdout, /(?!\n)\p{Cc}/u);
  assert.match(stdout, /^ECG normal\n/);
  assert.match(stdout, /Sinus rhythm/);
  const words = stdout.replace(/\s+/g, " ");
  assert.equal(words.split(DISCLAIMER).length - 1, 2);
  assert.ok(words.trimEnd().endsWith(DISCLAIMER));
});

test("--json is one object for one record and an array for several; --jsonl says the same in lines", async () => {
  const one = await runGem(["interpret", normal, "--json"]);
  const several = await runGem(["interpret", normal, `${normal}.dat`, normal, "--json"]);
  const [line] = await interpreted(normal);
  const object = JSON.parse(one.stdout) as Interpretation;
  assert.deepEqual(JSON.parse(several.stdout), [object, object, object]);
  assert.deepEqual(line, object);
  assert.equal(object.disclaimer, DISCLAIMER);
  assert.equal(object.record.name, "normal");
  for (const claim of object.claims) {
    assert.equal(object.narrative.slice(claim.start, claim.end), claim.text);
  }
});

test("nothing is diagnosed from recordings without an ECG in them, and that is no failure", async () => {
  const results = await interpreted(
    write(
      "nan",
      everySample(() => Number.NaN),
    ),
    write(
      "blank",
      everySample(() => 0),
    ),
    write(
      "flat",
      everySample(() => 0.3),
    ),
    write(
      "noise",
      everySample(() => random.gaussian()),
    ),
    write("one-sample", syntheticEcg({ durationMs: 2 }).recording),
  );
  for (const { record, quality, findings, claims, probabilities } of results) {
    assert.equal(quality.verdict, "unusable", record.name);
    assert.ok(quality.reasons.length > 0, record.name);
    assert.deepEqual([findings, claims, probabilities], [[], [], null], record.name);
  }
});

test("few leads, a short recording and a wrong checksum are read, and told as limited", async () => {
  const checksum = write("checksum", ecg);
  const header = readFileSync(`${checksum}.hea`, "utf8").replace(/-?\d+ 0 V2\n/, "12345 0 V2\n");
  writeFileSync(`${checksum}.hea`, header);
  const results = await interpreted(
    write(
      "one",
      withLeads((name) => name === "II"),
    ),
    write(
      "three",
      withLeads((_, index) => index < 3),
    ),
    write(
      "eight",
      withLeads((name) => !["III", "aVR", "aVL", "aVF"].includes(name)),
    ),
    write("foreign", {
      ...ecg,
      leads: ecg.leads.map((lead) => ({ ...lead, name: lead.name.replace(/^V/, "X\u009b5m") })),
    }),
    write("short", syntheticEcg({ durationMs: 1500 }).recording),
    checksum,
  );
  const reasons = [
    /not recorded: I, III, aVR/,
    /not recorded: aVR, aVL, aVF, V1/,
    /not recorded: III, aVR, aVL, aVF$/,
    /not recorded: V1, V2, V3, V4, V5, V6$/,
    /only 1\.5 s long/,
    /^checksum of lead V2 differs: header 12345/,
  ];
  results.forEach(({ record, quality, findings, probabilities }, index) => {
    assert.equal(quality.verdict, "limited", record.name);
    assert.match(quality.reasons[0] ?? "", reasons[index]!);
    const recorded = new Set(record.leads);
    for (const { lead } of findings.flatMap(({ evidence }) => evidence)) {
      assert.ok(lead === null || recorded.has(lead), `${record.name}: evidence in ${lead}`);
    }
    // the probabilities are calibrated on 12 leads of 10 s; a wrong checksum leaves both
    assert.equal(probabilities === null, record.name !== "checksum", record.name);
  });
});

test("lead order and sampling rate change nothing in what is found", async () => {
  const at = (samplingRateHz: number) =>
    write(`at${samplingRateHz}`, syntheticEcg({ samplingRateHz }).recording);
  const [usual, ...others] = await interpreted(
    normal,
    write("reversed", { ...ecg, leads: [...ecg.leads].reverse() }),
    at(250),
    at(1000),
    write("half-a-minute", syntheticEcg({ durationMs: 30_000 }).recording),
  );
  const ids = (it: Interpretation) => it.findings.map(({ id }) => id);
  // the simulated ECG is a normal one (synthetic-ecg-options.ts)
  assert.deepEqual(ids(usual!), ["rhy.sinus", "normal"]);
  for (const other of others) assert.deepEqual(ids(other), ids(usual!), other.record.name);
});

test("--age, --sex and --context reach the criteria that need them", async () => {
  const injury = { stJ: 0.4, stEnd: 0.4 };
  const elevated = write(
    "elevated",
    syntheticEcg({ amplitudes: { V2: injury, V3: injury, V4: injury } }).recording,
  );
  const unknownSex = ({ notAssessed }: Interpretation) => notAssessed.some(({ why }) => /sex/.test(why));
  const statements = ({ findings }: Interpretation) => findings.map(({ statement }) => statement).join("; ");
  const [plain] = await interpreted(elevated);
  const [told] = await interpreted(
    elevated,
    "--age",
    "61",
    "--sex",
    "f",
    "--context",
    "chest pain for two hours",
  );
  const [child] = await interpreted(elevated, "--age", "5");
  assert.deepEqual([unknownSex(plain!), unknownSex(told!)], [true, false]);
  assert.match(statements(plain!), /ST elevation in V2, V3, V4/);
  assert.doesNotMatch(statements(plain!), /acute/);
  assert.match(statements(told!), /ST elevation in V2, V3, V4, acute injury pattern/);
  assert.deepEqual([child!.findings, child!.probabilities], [[], null]);
  assert.ok(child!.notAssessed.some(({ why }) => why === "paediatric criteria not implemented"));
});

test("--html writes one page that needs nothing from elsewhere and carries the disclaimer", async () => {
  const file = join(folder.path, "page.html");
  const { code, stdout } = await runGem(["interpret", normal, "--html", file, "--json"]);
  assert.equal(code, 0);
  const [first] = (JSON.parse(stdout) as Interpretation).claims;
  const html = readFileSync(file, "utf8");
  assert.match(html, /^<!doctype html>/);
  assert.ok(html.includes(DISCLAIMER));
  assert.ok(html.includes("<svg"));
  assert.ok(html.includes(first!.text));
  // the name of the SVG namespace is no address; every other way out would be one of these
  const others = html.replaceAll("http://www.w3.org/2000/svg", "");
  assert.doesNotMatch(others, /https?:|url\((?!#)|@import|\bsrc=|<link|<iframe|<img|<object/i);
  for (const [, target] of others.matchAll(/href="([^"]*)"/g)) assert.match(target!, /^#/);
});

test("--out-dir writes a page for each record, in a folder that it makes", async () => {
  const other = write("other", ecg);
  const pages = join(folder.path, "new", "pages");
  const { code, stdout } = await runGem(["interpret", normal, other, "--out-dir", pages]);
  assert.equal(code, 0);
  for (const name of ["normal", "other"]) {
    assert.ok(readFileSync(join(pages, `${name}.html`), "utf8").includes(`<title>ECG ${name}</title>`));
    assert.ok(stdout.includes(`Page: ${join(pages, name)}.html`));
  }
});

test("--interpreter gem: the model writes, the criteria find, and both are named", async () => {
  const model = fileURLToPath(new URL("../../test/fixtures/golden/checkpoint", import.meta.url));
  const args = ["--interpreter", "gem", "--model", model, "--max-new-tokens", "8"];
  const [byModel, again] = await interpreted(normal, normal, ...args);
  const [byCriteria] = await interpreted(normal);
  assert.deepEqual(again, byModel);
  assert.notEqual(byModel!.narrative, byCriteria!.narrative);
  assert.deepEqual(byModel!.findings, byCriteria!.findings);
  const { name, model: named, sha256 } = byModel!.interpreter;
  assert.equal(name, "gem");
  assert.equal(named, `checkpoint; findings by criteria: ${byCriteria!.interpreter.model}`);
  assert.notEqual(sha256, byCriteria!.interpreter.sha256);
  // the tiny model's tower takes 1,000 samples at 500 Hz, and 8 tokens are no reading
  assert.deepEqual(
    byModel!.notAssessed.slice(-2).map(({ why }) => why),
    ["the model is given the first 2.0 s of 10.0 s", "cut off after 8 tokens"],
  );
  const page = join(folder.path, "by-model.html");
  const { code, stdout } = await runGem(["interpret", normal, ...args, "--html", page]);
  assert.equal(code, 0);
  assert.match(
    stdout.replace(/\s+/g, " "),
    /read by gem \(checkpoint; findings by criteria: guideline rules/,
  );
  assert.ok(readFileSync(page, "utf8").includes(DISCLAIMER));
});

test("options that contradict each other or mean nothing are refused before anything is read", async () => {
  for (const [positionals, values, message] of [
    [[], {}, /no recording given/],
    [["a", "b"], { html: "x.html" }, /--html takes one recording; use --out-dir/],
    [["a"], { html: "x.html", "out-dir": "x" }, /exclude each other/],
    [["a"], { interpreter: "oracle" }, /--interpreter: got "oracle", wanted criteria or gem/],
    [["a"], { interpreter: "gem" }, /no model given, wanted --model DIR/],
    [["a"], { model: "x" }, /--model goes with --interpreter gem/],
    [["a"], { strict: true }, /--strict goes with --interpreter gem/],
    [["a", "b"], { interpreter: "gem", model: "x", image: "y" }, /--image is of one recording, got 2/],
    [["a"], { profile: "best" }, /--profile: got "best", wanted guideline/],
    [["a"], { age: "abc" }, /--age: got "abc", wanted a number from 0 to 130/],
    [["a"], { age: "" }, /--age: got ""/],
    [["a"], { sex: "x" }, /--sex: got "x", wanted f or m/],
    [["a"], { fs: "0" }, /--fs: got "0", wanted/],
    [["a"], { unit: "inch" }, /--unit: got "inch", wanted mV/],
  ] as const) {
    await assert.rejects(interpretCommand.run({ positionals, values }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, message);
      return true;
    });
  }
});
