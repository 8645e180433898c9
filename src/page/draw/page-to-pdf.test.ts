import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { type LayoutOptions, layoutPage } from "../layout/layout-page.ts";
import { pageToPdf } from "./page-to-pdf.ts";
import { pdfText } from "./pdf-text.ts";

function made(options: LayoutOptions, value: (sample: number) => number = () => 0) {
  const samplesMv = Float64Array.from({ length: 5000 }, (_, sample) => value(sample));
  const recording = {
    name: "Doe^Jane 1234567",
    leads: STANDARD_LEADS.map((name) => ({ name, samplesMv })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
  return layoutPage(recording, options);
}

/** The bodies of a file's objects, found by its cross-reference table (ISO 32000-1, 7.5.4), streams inflated. */
function objects(file: Uint8Array): string[] {
  const text = Buffer.from(file).toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  assert.equal(text.slice(start, start + 7), "xref\n0 ");
  const rows = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  return rows.map((offset, index) => {
    const head = `${index + 1} 0 obj\n`;
    assert.equal(text.slice(offset, offset + head.length), head);
    const end = text.indexOf("endobj", offset);
    const stream = /\/Length (\d+) >>\nstream\n/.exec(text.slice(offset, end));
    if (stream === null) return text.slice(offset, end);
    const from = offset + stream.index + stream[0].length;
    return inflateSync(file.subarray(from, from + Number(stream[1]))).toString("latin1");
  });
}

const contents = (file: Uint8Array) => objects(file).filter((body) => body.includes(" cm 1 J 1 j"));

test("each page is a sheet of its true size, and asks to be printed unscaled", () => {
  const pages = [made({ layout: "12x1" }), made({ layout: "3x4+1", paper: "a4" })];
  const all = objects(pageToPdf(pages)).join("\n");
  const sizes = [...all.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => [
    Number(w),
    Number(h),
  ]);
  // Letter is 11 x 8.5 inches of 72 points; A4 is 297 x 210 mm.
  assert.deepEqual(sizes, [
    [792, 612],
    [841.89, 595.276],
  ]);
  assert.match(all, /\/Count 2/);
  assert.match(all, /\/PrintScaling \/None/);
});

test("one millimetre on the page is one millimetre on the sheet", () => {
  const page = made({ layout: "12x1" }, (sample) => (sample === 2000 ? 1 : 0));
  const [content] = contents(pageToPdf(page));
  // 72 / 25.4 points a millimetre, y turned over.
  assert.match(content!, /^2\.834646 0 0 -2\.834646 0 612 cm/);
  const { originXMm, baselineYMm } = page.segments[0]!;
  // Sample 2000 of 500 Hz at 25 mm/s is 100 mm on, 1 mV is 10 mm up.
  const peak = `${Math.round((originXMm + 100) * 1000) / 1000} ${Math.round((baselineYMm - 10) * 1000) / 1000} l`;
  assert.ok(content!.includes(peak), peak);
});

test("text is text, in other scripts too, and every sheet has the disclaimer", () => {
  const shown = (text: string) => pdfText(text).shown;
  const clinical = contents(pageToPdf(made({ layout: "3x4+1", title: "Štěpán ≥ 病院" })))[0]!;
  const kit = contents(pageToPdf(made({ layout: "gem12x1" })))[0]!;
  for (const content of [clinical, kit]) {
    assert.ok(content.includes(`${shown(DISCLAIMER)} Tj`));
    assert.ok(content.includes(`${shown("aVF")} Tj`));
  }
  // Windows-1252 has Š, but neither ě nor ≥ nor Han.
  assert.equal(shown("Štěpán ≥ 病院"), `<8a7465${Buffer.from("p\u00e1n >= ??", "latin1").toString("hex")}>`);
  const actual = Buffer.from("Štěpán ≥ 病院", "utf16le").swap16().toString("hex");
  assert.ok(clinical.includes(`/ActualText <feff${actual}> >> BDC`));
});

test("the same pages give the same bytes, with nothing of who or when in them", () => {
  const page = made({ layout: "3x4+1" });
  const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const file = pageToPdf(page);
  assert.equal(hash(file), hash(pageToPdf([page])));
  const all = objects(file).join("\n");
  assert.ok(!/Date|\/ID|Author|Doe|1234567/.test(all + Buffer.from(file).toString("latin1")));
});

test("marks keep their colour and hatching; what a gap leaves out is not drawn", () => {
  const highlights = [{ lead: "I", startMs: 1000, endMs: 1400, kind: "contradicted" } as const];
  const [content] = contents(pageToPdf(made({ layout: "12x1", highlights })));
  assert.match(content!, /\/O35 gs 0\.941 0\.353 0\.314 rg [\d. ]+ re f/); // tint (240, 90, 80)
  assert.equal(content!.match(/0\.702 0\.149 0\.118 RG/g)!.length, 2); // hatching and edges in (179, 38, 30)
  const gap = contents(pageToPdf(made({ layout: "12x1" }, () => Number.NaN)))[0]!;
  assert.ok(gap.length < content!.length);
  assert.ok(!gap.includes("NaN"));
});

test("no page, or one that no PDF can hold, is refused", () => {
  const page = made({ layout: "12x1" });
  assert.throws(() => pageToPdf([]), UsageError);
  assert.throws(() => pageToPdf({ ...page, widthMm: 6000 }), /at most 5080/);
});
