import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claimText, countWords, enumerate, sentence } from "./claim-text.ts";
import { leadList } from "./lead-list.ts";
import type { Statement } from "./statement.ts";

const said = (text: string): Statement => ({ text, verdict: "supported", reason: "because", evidence: [] });

describe("claimText", () => {
  it("records UTF-16 spans across sentences, also behind characters of two code units", () => {
    const text = claimText();
    text.append(sentence`𝄞 is ${said("one")}.`);
    text.append(sentence`${said("the second")}, ${enumerate([said("a"), "b", said("c")])}.`);
    const { narrative, claims } = text.finish();
    // written out by hand; the clef is two UTF-16 units
    assert.equal(narrative, "𝄞 is one. The second, a, b and c.");
    assert.deepEqual(
      claims.map(({ start, end }) => [start, end]),
      [
        [6, 9],
        [11, 21],
        [23, 24],
        [32, 33],
      ],
    );
    assert.equal(claims[1]?.text, "The second");
  });

  it("sets parts that hold commas apart by semicolons", () => {
    const text = claimText();
    text.append(sentence`${enumerate([said("a (x, y)"), said("b"), said("c, d")])}.`);
    text.append(sentence`${enumerate([said("a, b"), said("c"), "d"])}.`);
    assert.equal(text.finish().narrative, "A (x, y), b and c, d. A, b; c; and d.");
  });

  it("skips empty sentences", () => {
    const text = claimText();
    text.append([]);
    text.append(sentence`Only ${said("this")}.`);
    assert.equal(text.finish().narrative, "Only this.");
  });

  it("counts words over the parts of a sentence", () => {
    assert.equal(countWords(sentence`the ${said("PR interval of 160 ms")} (${said("normal")}).`), 7);
  });
});

describe("leadList", () => {
  it("orders leads and folds three or more neighbouring chest leads", () => {
    assert.equal(leadList(["V4", "aVF", "II", "V2", "V3"]), "II, aVF and V2-V4");
    assert.equal(leadList(["V5", "V6", "V1"], "or"), "V1, V5 or V6");
    assert.equal(leadList(["V1"]), "V1");
  });
});
