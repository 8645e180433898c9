import assert from "node:assert/strict";
import { test } from "node:test";
import { wilsonInterval } from "../signal/wilson-interval.ts";
import { decimal, failureLines, markdownTable, percent, proportionText } from "./markdown-table.ts";

test("columns have one width, the first set left and the others right", () => {
  assert.equal(
    markdownTable(
      ["class", "n"],
      [
        ["NORM", "261"],
        ["1AVB", "8"],
      ],
    ),
    ["| class |   n |", "| ----- | --: |", "| NORM  | 261 |", "| 1AVB  |   8 |"].join("\n"),
  );
});

test("numbers for people; null is a dash, never 0", () => {
  assert.deepEqual([percent(0.8333), percent(0, 2), percent(null)], ["83.3", "0.00", "-"]);
  assert.deepEqual([decimal(-0.25, 2), decimal(null)], ["-0.25", "-"]);
  // 0.2553 to 0.3662, as in the test of the interval itself
  assert.equal(proportionText(wilsonInterval(81, 263)), "81/263 30.8 (25.5-36.6)");
  assert.equal(proportionText(wilsonInterval(0, 0)), "-");
  assert.equal(failureLines([]), "");
});
