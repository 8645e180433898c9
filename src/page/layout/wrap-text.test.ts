import assert from "node:assert/strict";
import { test } from "node:test";
import { textWidthMm } from "../draw/stroke-font.ts";
import { wrapText } from "./wrap-text.ts";

const text = "one two three four five six seven eight nine ten";

test("words are kept whole and in order, and no line is wider than its room", () => {
  const lines = wrapText(text, { widthMm: 30, capHeightMm: 2, mostLines: 9 });
  assert.ok(lines.length > 2);
  assert.equal(lines.join(" "), text);
  assert.ok(lines.every((line) => textWidthMm(line, 2) <= 30));
});

test("the last line that is allowed ends in dots where words are left", () => {
  const lines = wrapText(text, { widthMm: 30, capHeightMm: 2, mostLines: 2 });
  assert.equal(lines.length, 2);
  assert.match(lines[1]!, /\.\.\.$/);
  assert.ok(textWidthMm(lines[1]!, 2) <= 30);
});

test("a first line without room stays empty; a word wider than the page is cut, not repeated", () => {
  assert.deepEqual(wrapText("one", { widthMm: 30, firstWidthMm: 0, capHeightMm: 2, mostLines: 3 }), [
    "",
    "one",
  ]);
  const lines = wrapText(`${"x".repeat(99)} end`, { widthMm: 30, capHeightMm: 2, mostLines: 3 });
  assert.match(lines[0]!, /^x+\.\.\.$/);
  assert.equal(lines[1], "end");
  assert.deepEqual(wrapText("", { widthMm: 30, capHeightMm: 2, mostLines: 3 }), []);
});
