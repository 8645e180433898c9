import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { renderCommand } from "./render-command.ts";
import { runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const { recording } = syntheticEcg();
const record = writeRecord(folder.path, "ecg", recording);

test("a PNG is one, of the size that --meta says, and carries the disclaimer", async () => {
  const [png, meta] = [join(folder.path, "page.png"), join(folder.path, "page.json")];
  const result = await runGem(["render", record, "-o", png, "--meta", meta, "--layout", "12x1"]);
  assert.deepEqual(result, { code: 0, stdout: `${png}\n`, stderr: "" });
  const bytes = readFileSync(png);
  // signature, then IHDR with width and height: PNG (ISO/IEC 15948), 5.2 and 11.2.2
  assert.equal(bytes.toString("latin1", 0, 8), "\x89PNG\r\n\x1a\n");
  const page = JSON.parse(readFileSync(meta, "utf8"));
  assert.deepEqual([page.widthPx, page.heightPx], [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
  assert.ok(bytes.includes(`tEXtDisclaimer\0${DISCLAIMER}`));
  // the contract's keys (docs/architecture.md)
  assert.deepEqual(Object.keys(page), ["widthPx", "heightPx", "pxPerMm", "leads"]);
  assert.deepEqual(
    page.leads.map((lead: { name: string }) => lead.name),
    [...STANDARD_LEADS],
  );
  for (const lead of page.leads) {
    assert.deepEqual(Object.keys(lead), ["name", "startSample", "boxPx", "nameBoxPx", "pixels"]);
    assert.equal(lead.pixels.length, recording.leads[0]!.samplesMv.length);
  }
});

test("--out-dir draws each recording under its name, as SVG with --svg, with the disclaimer", async () => {
  const other = writeRecord(folder.path, "other", syntheticEcg({ durationMs: 3000 }).recording);
  const pages = join(folder.path, "pages");
  const { code, stdout } = await runGem(["render", record, other, "--out-dir", pages, "--svg"]);
  assert.equal(code, 0);
  const files = ["ecg", "other"].map((name) => join(pages, `${name}.svg`));
  assert.equal(stdout, files.map((file) => `${file}\n`).join(""));
  for (const file of files) {
    const svg = readFileSync(file, "utf8");
    assert.match(svg, /^<svg |^<\?xml/);
    assert.ok(svg.includes(DISCLAIMER));
    assert.doesNotMatch(svg.replaceAll("http://www.w3.org/2000/svg", ""), /https?:|<image|<script/);
  }
});

test("every flag of the page reaches it", async () => {
  const file = join(folder.path, "flags.svg");
  const flags = [
    "--rhythm",
    "II,V1,V5",
    "--cabrera",
    "--paper",
    "a4",
    "--speed",
    "12.5",
    "--gain",
    "20",
    "--start",
    "2",
  ];
  const more = ["--columns", "simultaneous", "--grid", "blue", "--no-pulse", "--header"];
  const result = await runGem(["render", record, "-o", file, ...flags, ...more]);
  assert.deepEqual(result, { code: 0, stdout: `${file}\n`, stderr: "" });
  const svg = readFileSync(file, "utf8");
  assert.match(svg, /width="297mm" height="210mm"/); // A4, ISO 216
  assert.match(svg, />12\.5 mm\/s 20 mm\/mV</);
  assert.match(svg, />-aVR</);
  assert.match(
    svg,
    />2 to 12 s of 10 s shown; all columns show the same 2\.5 s from 2 s on; limb leads in Cabrera/,
  );
  assert.match(svg, />sex not known, age not known; rate 60\/min; PR \d+ ms/); // syntheticEcg's 60 a minute
  assert.equal(svg.match(/data-role="rhythm"/g)?.length, 3);
  assert.doesNotMatch(svg, /class="ecg-calibration"/);
});

test("one lead, median beats and PDF", async () => {
  const single = join(folder.path, "single.svg");
  assert.equal((await runGem(["render", record, "-o", single, "--lead=-aVR"])).code, 0);
  assert.ok(readFileSync(single, "utf8").includes(">-aVR<"));
  const pdf = join(folder.path, "median.pdf");
  const result = await runGem(["render", record, "-o", pdf, "--median", "--fiducials", "--paper", "210x297"]);
  assert.deepEqual(result, { code: 0, stdout: `${pdf}\n`, stderr: "" });
  assert.equal(readFileSync(pdf).toString("latin1", 0, 5), "%PDF-"); // ISO 32000, 7.5.2
});

test("what makes no sense is refused before anything is drawn", async () => {
  for (const [positionals, values, message] of [
    [[record], {}, /no output given: -o FILE or --out-dir DIR/],
    [[record], { output: "page.gif" }, /got "page\.gif", wanted a name ending in \.png, \.svg or \.pdf/],
    [[record], { output: "page.png", layout: "9x9" }, /--layout: got "9x9", wanted 3x4, 3x4\+1/],
    [[record], { output: "page.png", speed: "500" }, /--speed: got "500", wanted a number from 5 to 100/],
    [[record], { output: "page.png", gain: "0" }, /--gain: got "0", wanted a number from 1 to 50/],
    [
      [record],
      { output: "page.png", paper: "a9" },
      /--paper: got "a9", wanted a3, a4.* or WIDTHxHEIGHT, 50 to 2000/,
    ],
    [[record], { output: "page.png", paper: "9x9" }, /paper: got 9 x 9 mm, wanted sides of 50 to 2000 mm/],
    [
      [record],
      { output: "page.png", columns: "both" },
      /--columns: got "both", wanted sequential, simultaneous/,
    ],
    [[record], { output: "page.png", rhythm: "II," }, /--rhythm: got "II,", wanted leads between commas/],
    [[record], { output: "page.png", rhythm: "II,V1" }, /got II, V1, but 3x4\+1 has 1 rhythm strip/],
    [[record], { output: "page.png", rhythm: "II,V1,X9" }, /rhythm lead: got "X9", wanted a standard lead/],
    [[record], { output: "page.png", grid: "purple" }, /--grid: got "purple", wanted clinical, red/],
    [[record], { output: "page.png", pulse: "up" }, /--pulse: got "up", wanted left, right, none/],
    [[record], { output: "page.png", pulse: "left", "no-pulse": true }, /exclude each other/],
    [[record], { output: "page.png", lead: "II", median: true }, /--lead and --median exclude each other/],
    [
      [record],
      { output: "page.png", lead: "II", layout: "6x2" },
      /--lead draws the layout single, got --layout 6x2/,
    ],
    [[record], { output: "page.png", fiducials: true }, /fiducials: got them for 3x4\+1/],
    [[record], { output: "page.png", start: "10" }, /start in ms: got 10000, wanted 0 to less than 10000/],
    [[record], { output: "page.png", start: "-1" }, /--start: got "-1", wanted a number from 0/],
    [[record], { output: "page.png", seconds: "0" }, /--seconds: got "0", wanted a number from 0\.5 to 120/],
    [
      [record],
      { output: "page.png", layout: "gem12x1", paper: "a4" },
      /paper of gem12x1: got "a4", wanted none/,
    ],
    [[record], { "out-dir": folder.path, svg: true, pdf: true }, /--svg and --pdf exclude each other/],
    [[record], { output: "page.png", dpi: "1e9" }, /--dpi: got "1e9", wanted a number from 20 to 1200/],
    [[record, record], { output: "page.png" }, /--output takes one recording/],
    [[record, "b"], { "out-dir": folder.path, meta: "m.json" }, /--meta takes one recording, got 2/],
  ] as const) {
    await assert.rejects(renderCommand.run({ positionals, values }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, message);
      return true;
    });
  }
});
