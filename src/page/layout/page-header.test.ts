import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { Page } from "../page.ts";
import { type LayoutOptions, layoutPage } from "./layout-page.ts";

const { recording } = syntheticEcg();
const measurements = measureRecording(recording);

function header(of: Recording, options: Partial<LayoutOptions> = {}): { page: Page; text: string } {
  const page = layoutPage(of, { layout: "3x4+1", header: true, ...options });
  const lines = page.items.flatMap((item) =>
    item.kind === "text" && item.role === "header" ? [item.text] : [],
  );
  return { page, text: lines.join(" ") };
}

test("the header gives age and sex, what was measured and how it was recorded", () => {
  const patient = { ageYears: 63.7, sex: "female", context: "chest pain, Mrs Somebody" } as const;
  const { text } = header({ ...recording, patient }, { measurements });
  const { heartRateBpm, prMs, qrsDurationMs, qtMs, qtcMs } = measurements.global;
  assert.match(text, /^female, 63 years; /);
  assert.ok(text.includes(`rate ${Math.round(heartRateBpm!)}/min; PR ${Math.round(prMs!)} ms; `));
  assert.ok(text.includes(`QRS ${Math.round(qrsDurationMs!)} ms; QT ${Math.round(qtMs!)} ms; `));
  assert.ok(text.includes(`QTc (Bazett) ${Math.round(qtcMs.bazett!)} ms; axes P `));
  assert.match(text, /500 Hz, drawn as recorded without further filters$/);
});

test("no name, date or free text reaches a page, and an age over 89 is only that", () => {
  const of: Recording = {
    ...recording,
    name: "SMITH_JOHN_1930",
    patient: { ageYears: 97, sex: null, context: "Mrs Somebody" },
    recordedAt: "2002-11-22T09:10:00",
  };
  const { page, text } = header(of, { measurements });
  assert.match(text, /^sex not known, over 89 years; /);
  const all = page.items.flatMap((item) => (item.kind === "text" ? [item.text] : [])).join(" ");
  assert.doesNotMatch(all, /SMITH|Somebody|2002|97/);
});

test("what was not measured is said, never a zero; without measurements nothing is claimed", () => {
  const { global } = measurements;
  const none = {
    ...measurements,
    global: {
      ...global,
      prMs: null,
      qtcMs: { ...global.qtcMs, bazett: null },
      axisDeg: { ...global.axisDeg, p: null, qrs: -42.4, t: null },
    },
  };
  const { text } = header(recording, { measurements: none });
  assert.match(text, /PR not measured; .*QTc \(Bazett\) not measured; axes QRS -42°/);
  assert.doesNotMatch(header(recording).text, /rate|PR|axes/);
});

test("the field begins below the header and the title, and rows keep their heavy lines", () => {
  const plain = layoutPage(recording, { layout: "3x4+1" });
  const { page } = header(recording, { measurements, title: "Exercise 3" });
  const lowest = Math.max(
    ...page.items.flatMap((item) =>
      item.kind === "text" && (item.role === "header" || item.role === "title") ? [item.yMm] : [],
    ),
  );
  assert.ok(page.grid.boxMm.yMm > lowest + 2);
  assert.ok(page.grid.boxMm.heightMm < plain.grid.boxMm.heightMm);
  assert.equal(page.heightMm, plain.heightMm);
});
