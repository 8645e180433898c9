// The hand-marked readings agree with themselves: spans, texts and fields. The numbers come from the file alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isStandardLead } from "../../ecg/lead-names.ts";

interface MarkedClaim {
  text: string;
  start: number;
  end: number;
  subject: string;
  leads: string[];
  assertion: string;
  negated: boolean;
  hedged: boolean;
}

const file = new URL("../../../test/fixtures/paper-readings.json", import.meta.url);
const fixture: { source: string; readings: { id: string; text: string; claims: MarkedClaim[] }[] } =
  JSON.parse(readFileSync(file, "utf8"));

test("six readings by three writers, with their source", () => {
  assert.match(fixture.source, /2503\.06073/);
  assert.equal(fixture.readings.length, 6);
  assert.equal(new Set(fixture.readings.map((reading) => reading.id)).size, 6);
});

test("every claim lies where it says, in order, without overlap", () => {
  for (const reading of fixture.readings) {
    let from = 0;
    for (const claim of reading.claims) {
      assert.equal(reading.text.slice(claim.start, claim.end), claim.text, reading.id);
      assert.ok(claim.start >= from, `${reading.id}: "${claim.text}" begins inside the claim before it`);
      from = claim.end;
    }
  }
});

test("every claim says what it is about, in standard leads, affirmatively", () => {
  for (const claim of fixture.readings.flatMap((reading) => reading.claims)) {
    assert.ok(claim.subject.length > 0 && claim.assertion.length > 0, claim.text);
    assert.ok(claim.leads.every(isStandardLead), claim.text);
    // The denial is carried by `negated`, never by the wording.
    assert.doesNotMatch(claim.assertion, /\b(no|not|absent|without)\b/, claim.text);
  }
});

test("frame strokes of the scan are gone from line ends; in words they stay", () => {
  for (const { id, text } of fixture.readings) {
    assert.doesNotMatch(text, /\s[!:;\]]\s|\|\s+\||_l|\n/, id);
    // The only bars left stand for lead I ("leads | and Il", "lead | shows").
    assert.ok((text.match(/\|/g) ?? []).length <= 1, id);
  }
});
