// The tables hold together: the phrase notation, longest match, and no word or pattern that nothing can use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClaim } from "../check-claim.ts";
import type { ExtractedClaim } from "../extracted-claim.ts";
import { normalEcg, ruleStates } from "../normal-ecg.fixture.ts";
import { tokenize } from "../sentence/tokenize.ts";
import { matchPhrase } from "./lexicon.ts";
import { expandPhrase, type LexiconEntry } from "./meaning.ts";
import { morphologyPatterns } from "./patterns-morphology.ts";
import { rhythmPatterns } from "./patterns-rhythm.ts";
import { qualityEntries } from "./qualities.ts";
import { isReadable } from "./readings.ts";

test("the notation stands for every choice of its alternatives", () => {
  assert.deepEqual(expandPhrase("T wave"), ["T wave"]);
  assert.deepEqual(expandPhrase("beat(s|)"), ["beats", "beat"]);
  assert.deepEqual(expandPhrase("(a |)b (c|d)"), ["a b c", "a b d", "b c", "b d"]);
  assert.deepEqual(expandPhrase("(x (1|2)|y)"), ["x 1", "x 2", "y"]);
});

test("the longest phrase wins, over tight hyphens, and capitals count where the table has them", () => {
  const match = (text: string) => matchPhrase(tokenize(text), 0);
  const patternOf = (text: string): unknown => {
    const meaning = match(text)?.meaning;
    return meaning?.kind === "pattern" ? meaning.assertion : meaning?.kind;
  };
  assert.deepEqual(patternOf("left bundle-branch block pattern"), {
    kind: "presence",
    pattern: "lbbb",
    count: null,
  });
  assert.deepEqual(patternOf("first-degree A-V block"), {
    kind: "presence",
    pattern: "first-degree av block",
    count: null,
  });
  assert.equal(match("left bundle-branch block pattern")?.end, 6);
  assert.deepEqual(patternOf("LAD"), { kind: "quality", word: "left deviation", degree: null });
  assert.equal(patternOf("lad"), undefined);
  assert.equal(match("nothing-known-here"), null);
});

test("every quality word has a meaning for some subject", () => {
  for (const [phrases, meaning] of qualityEntries) {
    assert.ok(meaning.kind === "quality" && isReadable(meaning.base), phrases[0]);
  }
});

/** Patterns that no measurement or rule decides: they are recognised so that the text is told so. */
const UNDECIDED = new Set(["electrical alternans"]);

test("every named pattern is one that some check decides", () => {
  const measurements = normalEcg();
  const results = ruleStates();
  const entries: readonly LexiconEntry[] = [...rhythmPatterns, ...morphologyPatterns];
  for (const [phrases, meaning] of entries) {
    if (meaning.kind !== "pattern" || meaning.assertion.kind !== "presence") continue;
    if (UNDECIDED.has(meaning.assertion.pattern)) continue;
    const claim: ExtractedClaim = {
      start: 0,
      end: 1,
      text: "x",
      subject: "pattern",
      leads: [],
      leadScope: "unspecified",
      assertion: meaning.assertion,
      negated: false,
      hedge: null,
      beat: null,
      comparedWithPrior: false,
    };
    assert.doesNotMatch(
      checkClaim(claim, { measurements, results }).reason,
      /no rule|no result/i,
      phrases[0],
    );
  }
});
