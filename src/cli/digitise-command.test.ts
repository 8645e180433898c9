import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { InterpretationSchema } from "../ecg/interpretation.ts";
import { runGem } from "./run-gem.fixture.ts";

let folder = "";
let page = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-digitise-"));
  page = join(folder, "page.png");
  const drawn = await runGem(["render", "examples/inferior-infarction", "-o", page, "--dpi", "150"]);
  assert.equal(drawn.code, 0, drawn.stderr);
});
after(() => rm(folder, { recursive: true }));

test("a page becomes a recording and an overlay, and how it was read is told", async () => {
  const [csv, overlay] = [join(folder, "page.csv"), join(folder, "check.png")];
  const { code, stdout, stderr } = await runGem(["digitise", page, "-o", csv, "--overlay", overlay]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^3x4\+1 \(\d+ of 12 lead names read\)\n25 mm\/s \(calibration pulse\), 10 mm\/mV/);
  assert.match(stdout, /Not a medical device/);
  const [head, first] = (await readFile(csv, "utf8")).split("\n");
  assert.equal(head, "I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6");
  // at the start of the page V1 is not shown: its field is empty or no number
  assert.ok(!Number.isFinite(Number.parseFloat(first!.split(",")[6] ?? "")));
  assert.equal((await readFile(overlay)).subarray(1, 4).toString("latin1"), "PNG");
});

test("gem interpret reads the picture, says so, calibrates nothing, and finds what the signal shows", async () => {
  const { code, stdout, stderr } = await runGem(["interpret", page, "--json"]);
  assert.equal(code, 0, stderr);
  const result = InterpretationSchema.parse(JSON.parse(stdout));
  assert.equal(result.quality.verdict, "limited");
  assert.ok(
    result.quality.reasons.some((reason) => reason.startsWith("read from a picture of paper: 3x4+1")),
  );
  assert.equal(result.probabilities, null);
  assert.ok(result.notAssessed.some(({ what }) => what === "what is finer than the pixels of a picture"));
  // the same record as a signal: sinus rhythm, 67 bpm (README)
  assert.ok(result.findings.some(({ statement }) => statement === "Sinus rhythm"));
  assert.match(result.narrative, /6[678] bpm/);
});

test("what cannot be read is one line, and leaves nothing behind", async () => {
  const text = join(folder, "text.png");
  await writeFile(text, "dear colleague");
  for (const [args, wanted] of [
    [[text], /is no picture that is read, wanted PNG or JPEG/],
    [[join(folder, "missing.png")], /no such file/],
    [["examples/normal.hea"], /is no picture that is read/],
    [[page, "--layout", "5x5"], /layout: got "5x5", wanted one of/],
    [[page, "--speed", "0"], /--speed/],
    [[page, "-o", join(folder, "x.txt")], /--output/],
    [[page, "-o", page.replace(".png", ".csv"), "--overlay", page], /page\.png/],
  ] as const) {
    const { code, stderr } = await runGem(["digitise", ...args]);
    assert.notEqual(code, 0, args.join(" "));
    assert.match(stderr, wanted);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
  }
  assert.ok(!(await readdir(folder)).includes("x.txt"));
});
