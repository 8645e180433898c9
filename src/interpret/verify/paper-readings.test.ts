// The readings printed in the paper whose tool this repository measures itself against, with claims marked by hand
// (rules in test/fixtures/paper-readings.json): what the extractor finds of them, and what it finds besides.
// A marked claim is found if an extracted one overlaps it. The bounds on recall and precision are the ones asked of the
// extractor; those on polarity (all agreed) and leads (94 of 109) leave a claim or two to spare.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { extractClaims } from "./extract-claims.ts";

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly leads: readonly string[];
  readonly negated: boolean;
}

interface Reading {
  readonly id: string;
  readonly text: string;
  readonly claims: readonly Marked[];
}

const fixture = new URL("../../../test/fixtures/paper-readings.json", import.meta.url);
const { readings } = JSON.parse(readFileSync(fixture, "utf8")) as { readings: readonly Reading[] };

const overlap = (one: { start: number; end: number }, two: { start: number; end: number }): boolean =>
  one.start < two.end && two.start < one.end;

const key = (leads: readonly string[]): string => [...leads].sort().join(",");

const scored = readings.map(({ text, claims }) => {
  const extracted = extractClaims(text);
  const found = claims
    .map((marked) => ({ marked, hits: extracted.filter((claim) => overlap(claim, marked)) }))
    .filter(({ hits }) => hits.length > 0);
  return {
    marked: claims.length,
    found: found.length,
    extracted: extracted.length,
    meant: extracted.filter((claim) => claims.some((marked) => overlap(claim, marked))).length,
    polarity: found.filter(({ marked, hits }) => hits.some(({ negated }) => negated === marked.negated))
      .length,
    leads: found.filter(({ marked, hits }) => hits.some(({ leads }) => key(leads) === key(marked.leads)))
      .length,
  };
});

const sum = (pick: (score: (typeof scored)[number]) => number): number =>
  scored.reduce((total, score) => total + pick(score), 0);

test("the six readings hold 115 marked claims", () => {
  assert.equal(readings.length, 6);
  assert.equal(
    sum(({ marked }) => marked),
    115,
  );
});

test("recall of at least 0.9", () => {
  const recall = sum(({ found }) => found) / sum(({ marked }) => marked);
  assert.ok(recall >= 0.9, `recall is ${recall}`);
});

test("precision of at least 0.85", () => {
  const precision = sum(({ meant }) => meant) / sum(({ extracted }) => extracted);
  assert.ok(precision >= 0.85, `precision is ${precision}`);
});

test("found claims are affirmed or denied as the hand has it, and mostly of the same leads", () => {
  const found = sum(({ found }) => found);
  const polarity = sum(({ polarity }) => polarity) / found;
  const leads = sum(({ leads }) => leads) / found;
  assert.ok(polarity >= 0.98, `polarity agrees in ${polarity}`);
  assert.ok(leads >= 0.85, `leads agree in ${leads}`);
});
