// Places by hand: two rows of 1,600 units for 500 samples each, so a sample is 3.2 units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leadPictureSvg } from "./lead-picture.ts";

const NOTHING = { p: [], qrs: [], t: [] };
const picture = {
  title: "LUDB 1, lead ii",
  subtitle: "rhythm <sinus> & more",
  samplesMv: new Float64Array(1000),
  samplingRateHz: 500,
};

test("a wave is a bar from onset to offset in its row, with a tick at its peak", () => {
  const svg = leadPictureSvg({
    ...picture,
    reference: { ...NOTHING, p: [[100, 110, 150]] },
    detected: NOTHING,
  });
  assert.match(svg, /M320\.0 [\d.]+H480\.0" stroke="#1b7f3b" stroke-width="6"/);
  assert.match(svg, /M352\.0 [\d.]+v14" stroke="#1b7f3b"/);
  const second = leadPictureSvg({
    ...picture,
    reference: NOTHING,
    detected: { ...NOTHING, qrs: [[600, null, null]] },
  });
  assert.match(second, /M320\.0 [\d.]+v220" stroke="#b3261e" opacity="0.6" stroke-dasharray/);
  assert.doesNotMatch(second, /stroke-width="6"/, "without an offset there is no bar");
});

test("text is escaped, a gap breaks the trace, and nothing but numbers is drawn", () => {
  const samplesMv = new Float64Array(1000);
  samplesMv[100] = Number.NaN;
  const svg = leadPictureSvg({ ...picture, samplesMv, reference: NOTHING, detected: NOTHING });
  assert.match(svg, /rhythm &lt;sinus&gt; &amp; more/);
  assert.doesNotMatch(svg, /NaN|Infinity/);
  const [trace] = svg.match(/<path d="[^"]*" fill="none" stroke="#111"/) ?? [""];
  assert.equal(trace.match(/M/g)?.length, 2);
  assert.ok(trace.includes("L316.8 ") && trace.includes("M323.2 ") && !trace.includes("320.0 "));
});

test("a lead that is all gap is a picture without a trace", () => {
  const samplesMv = new Float64Array(1000).fill(Number.NaN);
  assert.doesNotMatch(
    leadPictureSvg({ ...picture, samplesMv, reference: NOTHING, detected: NOTHING }),
    /NaN|Infinity/,
  );
});
