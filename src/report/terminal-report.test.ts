import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { measurementsFixture } from "../interpret/rules/measurements.fixture.ts";
import { reportFixture } from "./interpretation.fixture.ts";
import { measurementsText } from "./measurements-text.ts";
import { terminalReport } from "./terminal-report.ts";
import { verificationText } from "./verification-text.ts";

const plain = (width = 100) => terminalReport({ ...reportFixture(), color: false, width });
const flat = (text: string) => text.replace(/\s+/g, " ");

describe("terminalReport", () => {
  it("says what was found with its certainty, codes and the value against its threshold", () => {
    const text = flat(plain());
    assert.match(
      text,
      /probable: First-degree AV block SCP 1AVB .* cardiologists stated this in 71 % of like ECGs/,
    );
    assert.match(text, /SCP 1AVB · AHA 81 · SNOMED 270492004/);
    // the fixture's finding: beat index 2 is the third
    assert.match(text, /PR interval 206 ms > 200 ms \(all leads, beat 3, 2500-2660 ms\)/);
    assert.match(text, /av\.1 borderline \(ACC\/AHA\/HRS 2018\)/);
  });

  it("counts the verdicts and names every statement that is not supported, in words", () => {
    const text = flat(plain());
    assert.match(
      text,
      /3 statements checked against the signal: 1 supported, 1 contradicted, 1 not checkable/,
    );
    assert.match(text, /✗ contradicted: "the R wave in V5 measures 2\.50 mV": reason for contradicted/);
    assert.match(text, /\? not checkable: "QT dispersion is increased": reason for not checkable/);
  });

  it("shows global values and every lead, nothing measured as a dash", () => {
    const { interpretation, measurements } = reportFixture();
    measurements.global.prMs = null;
    const text = terminalReport({ interpretation, measurements, color: false, width: 100 });
    assert.match(text, /PR interval +–/);
    assert.match(text, /QRS duration +90 ms/);
    // V5 of the fixture: P 0.06, Rs, R 1.20, S -0.15, T 0.35 mV
    assert.match(text, /V5 +0\.06 +Rs +– +1\.20 +-0\.15 +– +90 +0\.00 +0\.01 +0\.35 +ok/);
  });

  it("groups what was not assessed by its reason", () => {
    assert.match(plain(), /lead V1 is flat: bbb\.rbbb, lvh\.sl/);
  });

  it("begins and ends with the disclaimer", () => {
    const text = flat(plain());
    assert.equal(text.split(flat(DISCLAIMER)).length, 3);
    assert.ok(text.trimEnd().endsWith(DISCLAIMER));
  });

  it("keeps every line within the width and loses no column on a narrow terminal", () => {
    for (const width of [40, 60, 80, 100]) {
      const text = plain(width);
      const longest = Math.max(...text.split("\n").map((line) => line.length));
      assert.ok(longest <= width, `${longest} characters at width ${width}`);
      assert.match(text, /J\+60/);
    }
  });

  it("colours only where asked, and then changes no word", () => {
    const coloured = terminalReport({ ...reportFixture(), color: true, width: 100 });
    assert.ok(!plain().includes("\u001b"));
    assert.ok(coloured.includes("\u001b["));
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    assert.equal(coloured.replace(colours, ""), plain());
  });

  it("lets no control sequence of a file through to the terminal", () => {
    const hostile = { name: "a\u001b[2Jb\u202ec\r", word: "\u001b]0;title\u0007" };
    const text = terminalReport({ ...reportFixture(hostile), color: false, width: 100 });
    assert.match(text, /a\ufffd\[2Jb\ufffdc\ufffd/);
    assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
  });

  it("says of an unusable recording that nothing is concluded", () => {
    const { interpretation, measurements } = reportFixture();
    const quality = { ...interpretation.quality, verdict: "unusable" as const, reasons: ["blank"] };
    const refused = { ...interpretation, quality, findings: [], claims: [], narrative: "Refused." };
    const text = terminalReport({ interpretation: refused, measurements, color: false, width: 80 });
    assert.match(text, /Quality: unusable: blank/);
    assert.match(text, /None: the recording is unusable/);
  });
});

describe("verificationText", () => {
  const { claims, narrative } = reportFixture().interpretation;

  it("gives every claim its verdict in a sign and a word, the count, and the disclaimer", () => {
    const text = flat(verificationText({ text: narrative, claims, color: false, width: 80 }));
    assert.match(
      text,
      /160 ms is normal\[✓\]\. the R wave in V5 measures 2\.50 mV\[✗\]\. QT dispersion is increased\[\?\]\. End\./,
    );
    assert.match(text, /✓ supported: "The PR interval of 160 ms is normal": reason for supported/);
    assert.match(text, /✗ contradicted: "the R wave in V5 measures 2\.50 mV": reason for contradicted/);
    assert.match(text, /1 supported, 1 contradicted, 1 not checkable/);
    assert.ok(text.includes(DISCLAIMER));
  });

  it("says so where a text claims nothing", () => {
    assert.match(
      verificationText({ text: "Hello.", claims: [], color: false, width: 80 }),
      /makes no statement that could be checked/,
    );
  });
});

describe("measurementsText", () => {
  it("shows what was measured, and a lead's trouble, without judging", () => {
    const measurements = measurementsFixture({ unusable: { V1: "flat for 4.0 s" } });
    const text = measurementsText(measurements);
    assert.match(text, /V1: flat for 4\.0 s/);
    assert.match(text, /PR interval +160 ms/);
    // the fixture's first R peak lies at 700 ms, the second a second later
    assert.match(text, /\n {2}2 +1\.70 +dominant +1000 +90/);
    assert.doesNotMatch(text, /within|prolonged/);
  });
});
