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

test("what makes no sense is refused before anything is drawn", async () => {
  for (const [positionals, values, message] of [
    [[record], {}, /no output given: -o FILE or --out-dir DIR/],
    [[record], { output: "page.pdf" }, /got "page\.pdf", wanted a name ending in \.png or \.svg/],
    [[record], { output: "page.png", layout: "9x9" }, /--layout: got "9x9", wanted 3x4\+1/],
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
