// Which lines are rows follows from the rules that read-table.ts states; the property test compares with a plain split
// of the text into lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError } from "../../ecg/errors.ts";
import { type CsvRows, eachRow, firstOf, readTable } from "./read-table.ts";

function linesOf(rows: CsvRows): [line: number, text: string][] {
  const lines: [number, string][] = [];
  eachRow(rows, (start, end, { lineNumber }) => lines.push([lineNumber, rows.text.slice(start, end)]));
  return lines;
}

test("rows, comments and blank lines, with every kind of line end", () => {
  const table = readTable("\ufeff# fs: 500\r\nI,II\n\n0,1\r#late\r\n2,3\n \t\n", "x.csv");
  assert.deepEqual(table.comments, ["fs: 500", "late"]);
  assert.equal(table.firstRow, "I,II");
  assert.equal(table.firstLineNumber, 2);
  assert.deepEqual(linesOf(table.otherRows), [
    [4, "0,1"],
    [6, "2,3"],
  ]);
  assert.deepEqual(linesOf(table.allRows).at(0), [2, "I,II"]);
  assert.equal(table.otherRows.gapLine, 3);
  assert.equal(firstOf(table.otherRows), "0,1");
});

test("any text: the same rows as of the text split into lines", () => {
  const piece = fc.constantFrom("\n", "\r", "\r\n", "#", " ", "\t", "\u00a0", "1", "I", ",", "\ufeff");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      const wanted = text
        .replace(/^\ufeff/, "")
        .split(/\r\n|\r|\n/)
        .map((line, index): [number, string] => [index + 1, line])
        .filter(([, line]) => !line.startsWith("#") && line.trim() !== "");
      if (wanted.length === 0) assert.throws(() => readTable(text, "x.csv"), FormatError);
      else assert.deepEqual(linesOf(readTable(text, "x.csv").allRows), wanted);
    }),
    { numRuns: 3000 },
  );
});

test("more comments, or a longer first row, than a table has are refused", () => {
  const many = "# x\n".repeat(10_001);
  assert.throws(() => readTable(`${many}I\n1\n`, "x.csv"), /comments up to line 10001: got more/);
  assert.throws(() => readTable(`#${"x".repeat(1_100_000)}\nI\n1\n`, "x.csv"), /comments up to line 1:/);
  assert.throws(() => readTable(`I,${"x".repeat(70_000)}\n1\n`, "x.csv"), /line 1: got 70002 characters/);
});

test("ten million blank lines take no memory, and a row behind them is a gap", () => {
  const before = process.memoryUsage().rss;
  const table = readTable(`I\n1\n${"\n".repeat(10_000_000)}2\n`, "x.csv");
  assert.equal(table.otherRows.count, 2);
  assert.equal(table.otherRows.gapLine, 3);
  // a string for each line would be some 300 MB; the text itself has 10
  assert.ok(process.memoryUsage().rss - before < 150_000_000);
});
