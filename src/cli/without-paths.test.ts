import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutPaths } from "./without-paths.ts";

test("JSON names no file: neither the recording nor what lies beside it, around it or is made of it", () => {
  for (const [message, path, wanted] of [
    ["d/doe.csv: line 2: got 1", "d/doe.csv", "the file: line 2: got 1"],
    ["d/doe.hea is empty", "d/doe", "the file is empty"],
    ["d/doe.dat: no such file", "d/doe.hea", "the file: no such file"],
    ["doe: no such file, wanted a file", "doe", "the file: no such file, wanted a file"],
    ["doe.zip, byte 3: got 1", "doe.zip/jane/doe.xml", "the file, byte 3: got 1"],
    ["ecgs.zip, byte 3: got 1", "ecgs.zip/doe.xml", "the file, byte 3: got 1"],
    ["/data/doe.zip holds no ECG", "/data/doe.zip/a.xml", "the file holds no ECG"],
    ['"out/doe.html" cannot be written', "d/doe.csv", '"the file" cannot be written'],
    ["a: wanted a number", "a", "the file: wanted a number"],
    ["standard input is a PNG image, wanted an ECG", "-", "standard input is a PNG image, wanted an ECG"],
    ["lead V3: 2 - 3", "-", "lead V3: 2 - 3"],
  ] as const) {
    assert.equal(withoutPaths(message, path), wanted);
  }
  assert.equal(
    withoutPaths("a/doe.csv is as b/doe.hea", "a/doe.csv", ["a/doe.csv", "b/doe.hea", "c"]),
    "the file is as the file",
  );
});
