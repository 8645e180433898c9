// nk-dwt was not trained on LUDB, openecg-v56c was; numbers are made up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ComparedNumber, peersAhead, peersAheadText } from "./where-peers-lead.ts";

const number = (values: ComparedNumber["values"], over: Partial<ComparedNumber> = {}): ComparedNumber => ({
  what: "F1 %",
  better: "higher",
  digits: 1,
  values,
  ...over,
});

test("the best peer is named where it is better, whichever way better lies; a tie is not better", () => {
  const values = { gem: 98, "nk-dwt": 99, ecgdeli: 97, "openecg-v56c": 98.5 };
  assert.deepEqual(peersAhead([number(values)]), [{ what: "F1 %", peer: "nk-dwt", theirs: 99, ours: 98 }]);
  assert.deepEqual(peersAhead([number(values, { better: "lower" })]), [
    { what: "F1 %", peer: "ecgdeli", theirs: 97, ours: 98 },
  ]);
  assert.deepEqual(peersAhead([number({ gem: 98, "nk-dwt": 98 })]), []);
});

test("a number that ours lacks is a lead of the peer's, one that the peer lacks is none", () => {
  assert.deepEqual(peersAhead([number({ gem: null, "nk-dwt": 1 })]), [
    { what: "F1 %", peer: "nk-dwt", theirs: 1, ours: null },
  ]);
  assert.deepEqual(peersAhead([number({ gem: 98, "nk-dwt": null })]), []);
});

test("the text tells fair peers from those trained on the records", () => {
  const numbers = [
    number({ gem: 98, "nk-dwt": 97, "openecg-v56c": 98.55 }),
    number({ gem: 10, "nk-dwt": 9, "openecg-v56c": 12 }, { what: "SD ms", better: "lower", digits: 0 }),
  ];
  assert.equal(
    peersAheadText(numbers),
    "A peer is better in 1 of 2 numbers: SD ms (nk-dwt 9, gem 10).\n\n" +
      "A peer trained on a part of these very records (*) is better in 1 of 2 numbers: F1 % (openecg-v56c 98.5, gem 98.0).",
  );
  assert.equal(peersAheadText([number({ gem: 98, ecgdeli: 9 })]), "A peer is better in 0 of 1 numbers.");
  assert.equal(peersAheadText([number({ gem: 98 })]), "No peer was measured.");
});
