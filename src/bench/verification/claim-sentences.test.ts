// The sentences are re-checked against the fixture by small parsers written here apart from the generator: numbers
// by regular expression against the fixture's own figures, words by which findings a normal ECG has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MeasurementsSchema } from "../../ecg/measurements.ts";
import { type ClaimSentence, claimFamilies, claimSentences } from "./claim-sentences.ts";
import { type FixtureOptions, measurementsFixture } from "./measurements-fixture.ts";

const normal = measurementsFixture();
const atrialFibrillation = {
  ...normal.global,
  heartRateBpm: 118,
  rrMs: 508,
  prMs: null,
  pDurationMs: null,
  axisDeg: { ...normal.global.axisDeg, p: null, qrs: -60, t: 120 },
  atrial: {
    ...normal.global.atrial,
    organisedP: false,
    pTemplateCorrelation: 0.1,
    pShare: 0.1,
    prSdMs: null,
  },
  rhythm: { ...normal.global.rhythm, normalisedRmssd: 0.29, minRrMs: 380, maxRrMs: 790 },
};
const RECORDS: Record<string, FixtureOptions> = {
  normal: {},
  fibrillation: { global: atrialFibrillation },
  block: { global: { prMs: 260, qrsDurationMs: 160, heartRateBpm: 42, rrMs: 1429 } },
  infarct: {
    leads: {
      V2: { st: 0.4, t: 0.8 },
      V3: { st: 0.45, t: 1.3 },
      V4: { st: 0.3, t: 0.9 },
      II: { st: -0.15, t: -0.2, q: -0.4, qDurationMs: 60 },
      III: { st: -0.2, t: -0.25 },
      aVF: { st: -0.18, t: -0.2 },
    },
  },
  ectopy: { classes: ["normal", "normal", "pvc", "normal", "pvc", "normal", "normal", "pvc", "normal"] },
};

function everySentence(rounds: number): { record: string; sentence: ClaimSentence }[] {
  return Object.entries(RECORDS).flatMap(([record, options]) =>
    claimSentences({ measurements: measurementsFixture(options), seed: 11, rounds }).map((sentence) => ({
      record,
      sentence,
    })),
  );
}

test("the fixture satisfies the contract", () => {
  assert.doesNotThrow(() => MeasurementsSchema.parse(normal));
});

test("the same seed gives the same sentences, another seed others", () => {
  const once = claimSentences({ measurements: normal, seed: 5 });
  assert.deepEqual(claimSentences({ measurements: normal, seed: 5 }), once);
  const other = new Set(claimSentences({ measurements: normal, seed: 6 }).map(({ sentence }) => sentence));
  assert.ok(once.filter(({ sentence }) => !other.has(sentence)).length > 0.4 * once.length);
});

test("hundreds of templates, thousands of distinct sentences, unique family names", () => {
  const ids = claimFamilies.map((family) => family.id);
  assert.equal(new Set(ids).size, ids.length);
  const all = everySentence(3);
  // Counted are the templates that really speak of these five records; about one in ten needs other findings.
  assert.ok(new Set(all.map(({ sentence }) => sentence.template)).size >= 900);
  assert.ok(new Set(all.map(({ sentence }) => sentence.sentence)).size >= 6500);
  const drawn = claimSentences({ measurements: normal, seed: 5, templates: 40 });
  assert.ok(drawn.length > 40 && drawn.length <= 80, "at most a truth and a lie for each of 40 templates");
});

test("no sentence is a truth and a lie about one record, whatever the seed", () => {
  for (const [record, options] of Object.entries(RECORDS)) {
    const seen = new Map<string, string>();
    for (const seed of [1, 2, 3, 4]) {
      for (const { sentence, expected, template } of claimSentences({
        measurements: measurementsFixture(options),
        seed,
      })) {
        assert.equal(seen.get(sentence) ?? expected, expected, `${record} ${template}: ${sentence}`);
        seen.set(sentence, expected);
      }
    }
  }
});

test("sentences are clean, and their parts lie inside and carry the lie", () => {
  for (const { sentence: made } of everySentence(1)) {
    assert.doesNotMatch(made.sentence, /<[a-z]|[[\]{}]|undefined|NaN|a\(n\)|[⟦⦃⟧]| {2}/, made.template);
    assert.ok(made.parts.every(({ start, end }) => start >= 0 && start < end && end <= made.sentence.length));
    const anyFalse = made.parts.some((part) => part.expected === "contradicted");
    assert.equal(anyFalse, made.expected === "contradicted", made.sentence);
  }
});

/** The first figure with its unit, in ms, bpm, degrees or mV; the value where the unit names the quantity. */
function figure(sentence: string, unit: "time" | "rate" | "angle" | "voltage"): number | null {
  const plain = sentence.replace(/−|–(?=\d)|\bminus /g, "-").replace(/\bplus /g, "");
  const found = {
    time: /(-?\d+(?:\.\d+)?) ?(milliseconds|msec|ms|seconds|sec|s)\b/i,
    rate: /(\d+) ?(bpm|beats per minute|beats\/min|\/min|per minute)/i,
    angle: /(-?\d+) ?(°|degrees|deg)/i,
    voltage: /(-?\d+(?:\.\d+)?) ?(millivolts?|mV|µV|millimet(?:er|re)s?|mm)/i,
  }[unit].exec(plain);
  if (found === null) return null;
  const value = Number(found[1]);
  const name = found[2]!.toLowerCase();
  if (unit === "time") return name.startsWith("m") ? value : value * 1000;
  if (unit !== "voltage") return value;
  if (name === "µv") return value / 1000;
  return name === "mv" || name.startsWith("milliv") ? value : value / 10;
}

test("figures of the whole record: truths within the tolerance, lies beyond 2.5 times", () => {
  // Value, tolerance by the contract, unit; values are the fixture's own.
  const expected: Record<string, [number, number, "time" | "rate" | "angle" | "voltage"]> = {
    "rate.value": [66, 5, "rate"],
    "pr.value": [160, 20, "time"],
    "qrs.value": [88, 20, "time"],
    "qt.value": [396, 30, "time"],
    "qtc.value": [415, 30, "time"],
    "qtc.bazett": [415, 30, "time"],
    "qtc.fridericia": [409, 30, "time"],
    "qtc.framingham": [410, 30, "time"],
    "qtc.hodges": [406, 30, "time"],
    "p-duration.value": [96, 20, "time"],
    "axis.value": [50, 15, "angle"],
    "axis.p": [55, 15, "angle"],
    "axis.t": [45, 15, "angle"],
    "voltage.sokolow-value": [2.1, 0.15 * 2.1, "voltage"],
    "voltage.cornell-value": [1.3, 0.15 * 1.3, "voltage"],
  };
  let checked = 0;
  for (const { sentence, template, expected: verdict } of claimSentences({
    measurements: normal,
    seed: 2,
    rounds: 4,
  })) {
    const known = expected[template.replace(/\.\d+$/, "")];
    const stated = known === undefined ? null : figure(sentence, known[2]);
    if (known === undefined || stated === null) continue;
    const off = Math.abs(stated - known[0]) / known[1];
    assert.ok(verdict === "supported" ? off <= 1 : off >= 2.5 - 1e-9, `${sentence} (${off})`);
    checked++;
  }
  assert.ok(checked > 600, `${checked} figures were found`);
});

test("figures of leads: truths within 0.05 mV or 15 %, lies beyond 2.5 times", () => {
  const measured = (kind: string, lead: string): number | null => {
    const median = normal.leads[lead]?.median;
    if (median === null || median === undefined) return null;
    if (kind === "qrs.amplitude") return median.qrsPeakToPeakMv;
    if (kind === "t.depth") return median.t!.amplitudeMv;
    const wave = { r: median.r, s: median.s, q: median.q, p: median.p, t: median.t }[kind[0]!];
    return wave?.amplitudeMv ?? null;
  };
  let checked = 0;
  for (const { sentence, template, expected } of claimSentences({
    measurements: normal,
    seed: 2,
    rounds: 6,
  })) {
    const kind = template.replace(/\.\d+$/, "");
    if (!/^(qrs|[rsqpt])\.(amplitude|depth)$/.test(kind)) continue;
    const lead = /\b(aV[RLF]|V[1-6]|III|II|I)\b/.exec(
      sentence.replace(/^(On|In|Of|Over).*?, (?=[Tt])/, ""),
    )?.[1];
    const stated = figure(sentence, "voltage");
    const truth = lead === undefined ? null : measured(kind, lead);
    if (stated === null || truth === null) continue;
    const off = Math.abs(Math.abs(stated) - Math.abs(truth));
    const larger = Math.max(Math.abs(stated), Math.abs(truth));
    const verdict =
      expected === "supported"
        ? off <= Math.max(0.05, 0.15 * larger)
        : off >= 2.5 * Math.max(0.05, 0.15 * larger) - 1e-6;
    assert.ok(verdict, `${sentence}: measured ${truth}`);
    checked++;
  }
  assert.ok(checked > 400, `${checked} figures were found`);
});

test("words: on a normal ECG every abnormal finding is a lie and every denial of it a truth", () => {
  // Findings that the fixture has in no lead; T and P inversion are left out because aVR has them.
  const abnormal =
    /tachycardi|bradycardi|AV[- ](block|delay|dissociation)|heart block|bundle branch|\b[LR]BBB\b|pre-excitation|WPW|axis deviation|fibrillation|flutter|junctional|PVC|PAC|ectop|extrasystol|premature|ventricular tachycardia|bigeminy|couplet|low .*voltage|\bLVH\b|hypertrophy|ST[- ](segment )?elevation|\bSTE\b|ST[- ](segment )?depression|\bSTD\b|pathologic|QTc? prolong|prolonged|poor R|PRWP|hemiblock|pacemaker|widen|broad|biphasic|peaked/i;
  const denial = /\b(no|not|without|absent|absence|neither|free of|lacks?|negative|stays below|does not)\b/i;
  let checked = 0;
  for (const { sentence, parts } of claimSentences({ measurements: normal, seed: 9, rounds: 2 })) {
    for (const part of parts) {
      const said = sentence.slice(part.start, part.end);
      if (!abnormal.test(said) || /\d ?m[sm]\b|\d s\b|seconds/.test(said)) continue;
      assert.equal(part.expected, denial.test(said) ? "supported" : "contradicted", sentence);
      checked++;
    }
  }
  assert.ok(checked > 500, `${checked} findings were met`);
});

test("T waves and ST: each lead named agrees with the fixture's sign", () => {
  const upright = new Set(["I", "II", "aVF", "V2", "V3", "V4", "V5", "V6"]);
  for (const { sentence, template, expected } of claimSentences({
    measurements: normal,
    seed: 4,
    rounds: 6,
  })) {
    if (!/^t\.(upright|inverted)\.\d/.test(template)) continue;
    const leads = sentence.match(/\b(aV[RLF]|V[1-6]|III|II|I)\b/g) ?? [];
    if (leads.length === 0 || /leads? \(|the .* leads|chest|precordi/.test(sentence)) continue;
    const saysUpright = template.startsWith("t.upright");
    for (const lead of leads) {
      const holds = saysUpright ? upright.has(lead) : lead === "aVR";
      assert.equal(holds, expected === "supported", `${sentence}: ${lead}`);
    }
  }
});

test("nothing is said of what was not measured, of unusable leads, or of an unusable record", () => {
  const noPr = claimSentences({ measurements: measurementsFixture({ global: { prMs: null } }), seed: 1 });
  assert.deepEqual(
    noPr.filter(({ about }) => about === "PR interval").map(({ sentence }) => sentence),
    [],
  );
  const noV3 = claimSentences({
    measurements: measurementsFixture({ leads: { V3: { usable: false } } }),
    seed: 1,
    rounds: 3,
  });
  const perLead = noV3.filter(({ about }) =>
    ["amplitude", "ST", "T wave", "P wave", "Q wave", "T duration"].includes(about),
  );
  assert.ok(perLead.length > 300);
  for (const { sentence } of perLead) {
    assert.doesNotMatch(
      sentence,
      /\bV3\b|\bV[12] ?(-|–|to|through) ?V?[456]\b|anterior|anteroseptal|precordium|\b(the|all) (chest|precordial)/i,
    );
  }
  assert.deepEqual(
    claimSentences({ measurements: measurementsFixture({ verdict: "unusable" }), seed: 1 }),
    [],
  );
  const reversed = { ...normal, quality: { ...normal.quality, leadReversal: "right and left arm" } };
  assert.deepEqual(claimSentences({ measurements: reversed, seed: 1 }), []);
});

test("no adult threshold is applied to a child", () => {
  const child = claimSentences({ measurements: measurementsFixture({ ageYears: 7 }), seed: 1 });
  assert.deepEqual(
    child.filter(({ sentence }) =>
      /prolonged|sinus tachycardia|bradycardi|axis deviation|LVH/i.test(sentence),
    ),
    [],
  );
});

test("a twin keeps its truth's wording: only the figure differs", () => {
  const byTemplate = Map.groupBy(
    claimSentences({ measurements: normal, seed: 8 }).filter(({ template }) =>
      /^(pr|qrs|qt|rate)\.value/.test(template),
    ),
    ({ template }) => template,
  );
  const bare = ({ sentence }: ClaimSentence) => sentence.replace(/[\d.]+ ?/g, "#");
  for (const [template, [truth, lie]] of byTemplate) {
    assert.ok(truth !== undefined && lie !== undefined, template);
    assert.equal(bare(truth), bare(lie), template);
  }
});
