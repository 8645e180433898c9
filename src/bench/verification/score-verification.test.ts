// Expected values by hand from the rules in the file's opening comment; the Wilson interval from the worked
// example of 81 of 263 (Newcombe, Stat Med 1998;17:857, table I: 0.2553 to 0.3662).
import assert from "node:assert/strict";
import { test } from "node:test";
import { wilsonInterval } from "../../signal/wilson-interval.ts";
import type { ClaimSentence } from "./claim-sentences.ts";
import { claimSentences } from "./claim-sentences.ts";
import { measurementsFixture } from "./measurements-fixture.ts";
import { judgeSentence, scoreVerification, type VerificationResult } from "./score-verification.ts";

const text = "The PR interval is prolonged at 160 ms.";
const lie: ClaimSentence = {
  sentence: text,
  expected: "contradicted",
  about: "several",
  template: "example.0",
  parts: [
    { start: text.indexOf("prolonged"), end: text.indexOf(" at"), expected: "contradicted" },
    { start: text.indexOf("160"), end: text.length - 1, expected: "supported" },
  ],
};
const truth: ClaimSentence = {
  sentence: "PR 160",
  expected: "supported",
  about: "PR interval",
  template: "example.1",
  parts: [{ start: 0, end: 6, expected: "supported" }],
};
const onQuality = { start: 0, end: text.indexOf(" at") };
const onFigure = { start: text.indexOf("160"), end: text.length - 1 };
const whole = { start: 0, end: 6 };

test("Wilson interval against a published worked example, and at the ends", () => {
  const { rate, low, high } = wilsonInterval(81, 263);
  assert.ok(
    Math.abs(rate! - 0.308) < 5e-4 && Math.abs(low! - 0.2553) < 5e-5 && Math.abs(high! - 0.3662) < 5e-5,
  );
  assert.deepEqual(wilsonInterval(0, 0), { hits: 0, total: 0, rate: null, low: null, high: null });
  assert.equal(wilsonInterval(10, 10).high, 1);
  assert.ok(wilsonInterval(10, 10).low! < 0.73);
});

test("a truth passes only when all that was found is supported", () => {
  const judge = (...verdicts: ("supported" | "contradicted" | "not checkable")[]) =>
    judgeSentence({ sentence: truth, claims: verdicts.map((verdict) => ({ ...whole, verdict })) });
  assert.equal(judge("supported"), null);
  assert.equal(judge("supported", "supported"), null);
  assert.equal(judge(), "silent");
  assert.equal(judge("supported", "not checkable"), "not checkable");
  assert.equal(judge("supported", "contradicted"), "wrongly contradicted");
});

test("a lie among truths: the false part contradicted, the true part not", () => {
  const judge = (claims: VerificationResult["claims"]) => judgeSentence({ sentence: lie, claims });
  assert.equal(
    judge([
      { ...onQuality, verdict: "contradicted" },
      { ...onFigure, verdict: "supported" },
    ]),
    null,
  );
  assert.equal(judge([{ start: 0, end: text.length, verdict: "contradicted" }]), null);
  assert.equal(judge([{ ...onFigure, verdict: "contradicted" }]), "wrongly contradicted");
  assert.equal(judge([{ ...onFigure, verdict: "supported" }]), "believed");
  assert.equal(judge([{ ...onQuality, verdict: "not checkable" }]), "not checkable");
  assert.equal(
    judge([
      { start: 0, end: text.length, verdict: "contradicted" },
      { ...onQuality, start: lie.parts[0]!.start, verdict: "supported" },
    ]),
    "wrongly supported",
  );
});

test("a perfect verifier scores 1, a silent one 0, one that believes everything is caught", () => {
  const sentences = claimSentences({ measurements: measurementsFixture(), seed: 3 });
  const truths = sentences.filter((sentence) => sentence.expected === "supported").length;
  const perfect = scoreVerification(
    sentences.map((sentence) => ({
      sentence,
      claims: sentence.parts.map(({ start, end, expected }) => ({ start, end, verdict: expected })),
    })),
  );
  assert.equal(perfect.truthsSupported.rate, 1);
  assert.equal(perfect.liesContradicted.rate, 1);
  assert.equal(perfect.partsFound.rate, 1);
  assert.equal(perfect.misses.length, 0);
  const silent = scoreVerification(sentences.map((sentence) => ({ sentence, claims: [] })));
  assert.equal(silent.truthsSupported.hits + silent.liesContradicted.hits, 0);
  assert.ok(silent.misses.every((miss) => miss.kind === "silent"));
  const gullible = scoreVerification(
    sentences.map((sentence) => ({
      sentence,
      claims: [{ start: 0, end: sentence.sentence.length, verdict: "supported" as const }],
    })),
  );
  assert.equal(gullible.truthsSupported.hits, truths);
  assert.equal(gullible.liesContradicted.hits, 0);
  assert.equal(gullible.liesBelieved.rate, 1);
});
