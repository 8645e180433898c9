import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Certainty, Claim, Evidence, Finding } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import { evaluateRules } from "../evaluate-rules.ts";
import { type FixtureOptions, measurementsFixture } from "../rules/measurements.fixture.ts";
import { MAX_NARRATIVE_WORDS, writeNarrative } from "./write-narrative.ts";

const SINUS = finding({ id: "rhy.sinus", statement: "Sinus rhythm", scp: "SR" });

function finding({
  id,
  statement,
  scp = null,
  certainty = "definite",
  evidence = [],
}: {
  readonly id: string;
  readonly statement: string;
  readonly scp?: string | null;
  readonly certainty?: Certainty;
  readonly evidence?: Evidence[];
}): Finding {
  const criteria = evidence.length === 0 ? [] : [{ rule: id, outcome: "met" as const, source: "a source" }];
  return {
    id,
    statement,
    codes: { scp, aha: null, snomed: null },
    certainty,
    probability: null,
    criteria,
    evidence,
  };
}

function write(measurements: Measurements, findings: readonly Finding[] = [SINUS]) {
  return writeNarrative({
    measurements,
    findings,
    notAssessed: [],
    results: evaluateRules({ measurements }),
  });
}

function claimWith(claims: readonly Claim[], text: string): Claim {
  const found = claims.find((claim) => claim.text.includes(text));
  assert.ok(found, `no claim has "${text}" in: ${claims.map((claim) => claim.text).join(" | ")}`);
  return found;
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

// Expected numbers are those of the fixture: 60 bpm, PR 160, QRS 90, QT 400 ms, axis 48 degrees.
describe("writeNarrative of a normal ECG", () => {
  const { narrative, claims } = write(measurementsFixture(), [
    SINUS,
    finding({ id: "normal", statement: "Normal ECG", scp: "NORM" }),
  ]);

  it("cites the measured values in the order rhythm, intervals, axis, ST, conclusion", () => {
    const places = ["60 bpm", "160 ms", "90 ms", "400 ms", "48 degrees", "ST elevation", "a normal ECG"].map(
      (part) => narrative.indexOf(part),
    );
    assert.ok(!places.includes(-1), narrative);
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it("denies Q waves by region", () => {
    const denial = claimWith(claims, "inferior leads (II, III, aVF)");
    assert.match(denial.text, /^no \w+ Q waves in the inferior leads .*lateral leads .*anterior leads/);
    assert.equal(denial.verdict, "supported");
    // ten judged leads: all but aVR and V1
    assert.equal(denial.evidence.length, 10);
  });

  it("supports every statement that cites a measurement", () => {
    const measured = claims.filter((claim) => claim.evidence.length > 0);
    assert.ok(measured.length >= 14, `only ${measured.length} claims cite evidence`);
    for (const claim of measured) assert.equal(claim.verdict, "supported", `${claim.text}: ${claim.reason}`);
  });

  it("is one paragraph that ends in a question", () => {
    assert.doesNotMatch(narrative, /\n/);
    assert.match(narrative, /\?$/);
  });
});

describe("claims", () => {
  it("point at a beat and milliseconds inside the recording, with the value in the reason", () => {
    const measurements = measurementsFixture({ prMs: 240 });
    const { claims } = write(measurements);
    const pr = claimWith(claims, "prolonged at 240 ms");
    assert.equal(pr.verdict, "supported");
    assert.match(pr.reason, /PR interval 240 ms \(> 200 ms\)/);
    const [evidence] = pr.evidence;
    assert.ok(evidence !== undefined && evidence.startMs !== null && evidence.endMs !== null);
    // the fixture's P begins PR before the QRS onset of the same beat
    assert.equal(evidence.endMs - evidence.startMs, 240);
    assert.equal(measurements.beats[evidence.beat ?? -1]?.qrsOnsetMs, evidence.endMs);
  });

  it("call a value within the tolerance of its limit borderline and leave it undecided", () => {
    // tolerance of PR is 10 ms
    const { claims } = write(measurementsFixture({ prMs: 204 }));
    const pr = claimWith(claims, "PR interval");
    assert.equal(pr.text.toLowerCase(), "the pr interval is borderline at 204 ms");
    assert.equal(pr.verdict, "not checkable");
    assert.match(pr.reason, /within tolerance of the threshold 200 ms/);
  });

  it("call a QTc of 330 ms short, not normal", () => {
    // at 60 bpm every QTc is the QT; short is 360 ms or less, beyond a tolerance of 15 ms
    const { claims } = write(measurementsFixture({ qtMs: 330 }));
    assert.match(claimWith(claims, "QTc").text, /is short at 330 ms$/);
  });

  it("give a value just inside its limit without calling it normal", () => {
    const { claims } = write(measurementsFixture({ prMs: 196 }));
    assert.equal(claimWith(claims, "PR interval").text.toLowerCase(), "the pr interval is 196 ms");
    const normal = claims.find((claim) => /^(is|are) (within|normal)/.test(claim.text));
    assert.ok(normal?.evidence.every((evidence) => evidence.measure !== "PR interval"));
  });

  it("are contradicted where a finding's own numbers deny it", () => {
    const wrong: Evidence = {
      lead: null,
      beat: null,
      startMs: null,
      endMs: null,
      measure: "PR interval",
      value: 160,
      unit: "ms",
      operator: ">",
      threshold: 200,
    };
    const { claims } = write(measurementsFixture(), [
      finding({ id: "av.1", statement: "First-degree AV block", evidence: [wrong] }),
    ]);
    assert.equal(claimWith(claims, "first-degree AV block").verdict, "contradicted");
  });

  it("say of a finding without evidence that nothing is cited for it", () => {
    const { claims } = write(measurementsFixture(), [
      finding({ id: "new.rule", statement: "Something unheard of." }),
    ]);
    const claim = claimWith(claims, "something unheard of");
    assert.equal(claim.verdict, "not checkable");
    assert.match(claim.reason, /no measurement is cited/);
  });
});

describe("wording", () => {
  it("follows the certainty of a finding", () => {
    const findings = (["definite", "probable", "possible"] as const).map((certainty) =>
      finding({ id: `x.${certainty}`, statement: `Pattern ${certainty.length}`, certainty }),
    );
    const { narrative } = write(measurementsFixture(), findings);
    assert.match(narrative, /shows pattern 8, probable pattern 8 and possible pattern 8/);
  });

  it("names Q waves, ST and T changes with their values where a neighbouring lead shows them too", () => {
    const q = (amplitudeMv: number, durationMs: number) => ({ q: { amplitudeMv, durationMs } });
    const measurements = measurementsFixture({
      leads: {
        III: { ...q(-0.31, 44), stJMv: 0.18 },
        aVF: { ...q(-0.22, 40), stJMv: 0.15 },
        V2: q(-0.2, 40),
        V5: { t: { onsetMs: 200, peakMs: 290, offsetMs: 360, amplitudeMv: -0.21, form: "-" } },
      },
    });
    const { claims } = write(measurements);
    assert.equal(
      claimWith(claims, "Q waves of").text,
      "Q waves of 44 ms and 0.31 mV in III and of 40 ms and 0.22 mV in aVF",
    );
    assert.match(claimWith(claims, "elevated by").text, /^elevated by 0\.18 mV in III and 0\.15 mV in aVF/);
    assert.equal(claimWith(claims, "inverted at").text, "inverted at -0.21 mV in V5");
    assert.doesNotMatch(claimWith(claims, "upright in").text, /V5/);
  });

  it("describes an rSR' in V1 and the broad S waves beside it", () => {
    const measurements = measurementsFixture({
      qrsMs: 140,
      leads: {
        V1: { qrsForm: "rsR'", rPrime: { amplitudeMv: 0.62, durationMs: 60 } },
        V2: { t: { onsetMs: 200, peakMs: 290, offsetMs: 360, amplitudeMv: -0.3, form: "-" } },
        V6: { s: { amplitudeMv: -0.4, durationMs: 62 } },
        I: { s: { amplitudeMv: -0.3, durationMs: 58 } },
      },
    });
    const block = finding({ id: "bbb.rbbb", statement: "Right bundle branch block", scp: "CRBBB" });
    const { claims } = write(measurements, [SINUS, block]);
    // secondary to the block: neither inverted nor upright is said of V1-V3
    assert.match(claimWith(claims, "upright").text, /^upright in I, II, aVL, aVF and V4-V6$/);
    assert.equal(claimWith(claims, "in V1").text, "an rsR' form in V1 (R' of 0.62 mV in V1)");
    assert.equal(claimWith(claims, "S wave lasts").text, "the S wave lasts 58 ms in I and 62 ms in V6");
  });

  it("does not judge Q, axis, voltage or ST under left bundle branch block", () => {
    const measurements = measurementsFixture({
      qrsMs: 150,
      global: { axisDeg: { qrs: -60 } },
      leads: { V2: { stJMv: 0.3 }, V3: { stJMv: 0.25 } },
    });
    const lbbb = finding({ id: "bbb.lbbb", statement: "Complete left bundle branch block", scp: "CLBBB" });
    const { narrative, claims } = write(measurements, [SINUS, lbbb]);
    assert.doesNotMatch(narrative, /Q waves|deviated|elevated by|Sokolow|transition/);
    assert.match(claimWith(claims, "J point").text, /0\.30 mV in V2/);
    assert.match(claimWith(claims, "QTc").text, /^the QTc \(\w+\) is \d+ ms$/i);
  });

  it("mentions an unknown sex only where it decides the word", () => {
    // QTc 455 ms at 60 bpm lies between the limits of men (450) and women (460)
    const between = { qtMs: 455, patient: { sex: null } } satisfies FixtureOptions;
    assert.match(write(measurementsFixture(between)).narrative, /sex is not known/);
    assert.doesNotMatch(write(measurementsFixture({ patient: { sex: null } })).narrative, /sex/);
  });

  it("tells which leads are missing or unusable and concludes nothing from them", () => {
    const measurements = measurementsFixture({ missing: ["V3"], unusable: { V1: "flat for 4.0 s" } });
    const { narrative, claims } = write(measurements);
    assert.match(narrative, /V1 could not be judged \(flat for 4\.0 s\), and V3 was not recorded/);
    const others = claims.filter((claim) => !/judged|recorded/.test(claim.text));
    assert.ok(others.every((claim) => claim.evidence.every(({ lead }) => lead !== "V1" && lead !== "V3")));
  });

  it("gives a child's measurements without a judgement", () => {
    const measurements = measurementsFixture({
      patient: { ageYears: 7 },
      prMs: 240,
      global: { axisDeg: { qrs: 120 } },
    });
    const { narrative } = write(measurements);
    assert.match(narrative, /240 ms/);
    assert.match(narrative, /Paediatric criteria are not implemented/);
    assert.doesNotMatch(narrative, /normal|prolonged|deviated|elevation/);
  });

  it("refuses an unusable recording with its reasons and claims nothing", () => {
    const quality = {
      verdict: "unusable" as const,
      reasons: ["fewer than 8 usable leads", "shorter than 5 s"],
    };
    const { narrative, claims } = write(measurementsFixture({ quality }));
    assert.match(narrative, /cannot be interpreted: fewer than 8 usable leads; shorter than 5 s\./);
    assert.deepEqual(claims, []);
    assert.doesNotMatch(narrative, /bpm|rhythm|mV/);
  });

  it("says once, in a sentence of its own, what a finding declares urgent", () => {
    const statement = "Inferior ST elevation, consider infarction; needs immediate review by a clinician";
    const urgent = finding({ id: "ste@inferior", statement, certainty: "probable" });
    const { narrative, claims } = write(measurementsFixture(), [SINUS, urgent]);
    assert.equal(narrative.match(/immediate review/g)?.length, 1);
    assert.equal(claimWith(claims, "infarction").text, "probable inferior ST elevation, consider infarction");
    assert.match(narrative, /shows sinus rhythm and probable inferior ST elevation, consider infarction\./);
    assert.doesNotMatch(write(measurementsFixture()).narrative, /immediate review/);
  });

  it("tells of suspected electrode errors before the conclusions, not among them", () => {
    const exchanged = finding({
      id: "lead.rala",
      statement: "Exchanged arm electrodes suspected",
      certainty: "possible",
    });
    const { narrative } = write(measurementsFixture(), [SINUS, exchanged]);
    assert.match(narrative, /possible exchanged arm electrodes suspected\. .*shows sinus rhythm\./);
  });

  it("depends on the recording's hash alone: the same text again, other phrasings for other recordings", () => {
    const texts = Array.from({ length: 12 }, (_, index) => {
      const measurements = measurementsFixture();
      measurements.record.sha256 = String(index).repeat(64).slice(0, 64);
      assert.deepEqual(write(measurements), write(structuredClone(measurements)));
      return write(measurements).narrative;
    });
    // several slots with three phrasings each: twelve recordings can hardly share fewer than four texts
    assert.ok(new Set(texts).size >= 4, `${new Set(texts).size} different texts`);
  });
});

describe("writeNarrative of anything", () => {
  const amplitude = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  const lead = fc.constantFrom("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
  const change = fc.record({
    stJMv: fc.option(amplitude),
    q: fc.option(
      fc.record({ amplitudeMv: fc.double({ min: -1, max: 0, noNaN: true }), durationMs: fc.nat(80) }),
    ),
    rPrime: fc.option(
      fc.record({ amplitudeMv: fc.double({ min: 0, max: 2, noNaN: true }), durationMs: fc.nat(90) }),
    ),
    qrsForm: fc.constantFrom("rS", "QS", "rsR'", "qRs", "R", ""),
    t: fc.constant(null),
  });
  const options: fc.Arbitrary<FixtureOptions> = fc.record({
    rrMs: fc.array(fc.integer({ min: 300, max: 3500 }), { minLength: 3, maxLength: 14 }),
    classes: fc.array(fc.constantFrom("normal", "pvc", "pac", "paced", "fusion", "other"), {
      minLength: 15,
      maxLength: 15,
    }),
    prMs: fc.option(fc.integer({ min: 60, max: 400 }), { nil: null }),
    qrsMs: fc.integer({ min: 60, max: 220 }),
    qtMs: fc.integer({ min: 250, max: 650 }),
    patient: fc.record({
      ageYears: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      sex: fc.option(fc.constantFrom("female", "male"), { nil: null }),
    }),
    leads: fc.dictionary(lead, change, { maxKeys: 12 }),
    unusable: fc.dictionary(lead, fc.constantFrom("flat", "noisy"), { maxKeys: 3 }),
    global: fc.record({ axisDeg: fc.record({ qrs: fc.integer({ min: -180, max: 180 }) }) }),
  });
  const known = [
    "AFIB",
    "CLBBB",
    "CRBBB",
    "LVH",
    "RVH",
    "IMI",
    "1AVB",
    "LAO/LAE",
    "PVC",
    "PACE",
    "WPW",
    "LVOLT",
    "LNGQT",
  ];
  const findings = fc.uniqueArray(
    fc.record({
      scp: fc.constantFrom(...known, null),
      certainty: fc.constantFrom("definite", "probable", "possible"),
      words: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 14, selector: (item) => item.scp ?? item.words },
  );

  it("keeps within the words, and its spans exact, ordered and apart", () => {
    fc.assert(
      fc.property(options, findings, (given, stated) => {
        const measurements = measurementsFixture(given);
        const input = stated.map(({ scp, certainty, words }, index) =>
          finding({ id: `some.rule${index}`, statement: "word ".repeat(words), scp, certainty }),
        );
        const { narrative, claims } = write(measurements, input);
        assert.ok(wordsOf(narrative) <= MAX_NARRATIVE_WORDS, `${wordsOf(narrative)} words`);
        assert.doesNotMatch(narrative, /\n|undefined|NaN|null|Infinity| {2}|-0\.00/);
        let end = 0;
        for (const claim of claims) {
          assert.ok(claim.start >= end && claim.end > claim.start, `span of "${claim.text}"`);
          assert.equal(narrative.slice(claim.start, claim.end), claim.text);
          assert.notEqual(claim.reason, "");
          end = claim.end;
        }
      }),
      { numRuns: 300, seed: 20260101 },
    );
  });

  it("never contradicts itself: no claim of its own is contradicted by the measurement it cites", () => {
    fc.assert(
      fc.property(options, (given) => {
        const { claims } = write(measurementsFixture(given), []);
        const wrong = claims.filter((claim) => claim.verdict === "contradicted");
        assert.deepEqual(
          wrong.map((claim) => `${claim.text}: ${claim.reason}`),
          [],
        );
      }),
      { numRuns: 200, seed: 20260102 },
    );
  });
});
