// Cutting text into tokens: offsets, signs against dashes, words glued by OCR, line ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenize } from "./tokenize.ts";

const raws = (text: string): string[] => tokenize(text).map((token) => token.raw);

test("tokens keep their place in the text", () => {
  const text = "PR 158 ms, QRS −12°.";
  for (const token of tokenize(text)) assert.equal(text.slice(token.start, token.end), token.raw);
});

test("a minus in front of a number is a sign, between numbers or leads a dash", () => {
  assert.deepEqual(
    tokenize("axis -45 to +30")
      .map((token) => token.value)
      .filter((value) => !Number.isNaN(value)),
    [-45, 30],
  );
  assert.deepEqual(raws("120-200"), ["120", "-", "200"]);
  assert.deepEqual(raws("V1-4"), ["V1", "-", "4"]);
  assert.equal(tokenize("(−0.15 mV)")[1]?.value, -0.15);
});

test("numbers: decimals, thousands, a decimal comma after nought", () => {
  const value = (text: string): number | undefined => tokenize(text)[0]?.value;
  assert.equal(value("1.5"), 1.5);
  assert.equal(value(".16"), 0.16);
  assert.equal(value("1,200"), 1200);
  assert.equal(value("0,12"), 0.12);
  assert.deepEqual(raws("54,12,40"), ["54", ",", "12", ",", "40"]);
});

test("words that OCR glued together come apart, ordinary words do not", () => {
  assert.deepEqual(raws("QRScomplexes"), ["QRS", "complexes"]);
  assert.deepEqual(raws("Twave"), ["T", "wave"]);
  assert.deepEqual(raws("axisis"), ["axis", "is"]);
  assert.deepEqual(raws("awidened"), ["a", "widened"]);
  for (const word of ["insignificant", "another", "tracing", "Pain", "Step", "Total"])
    assert.deepEqual(raws(word), [word]);
});

test("spelling variants are folded, what is written stays", () => {
  const [token] = tokenize("Ischaemia");
  assert.equal(token?.norm, "ischemia");
  assert.equal(token?.raw, "Ischaemia");
  assert.equal(tokenize("ORS")[0]?.norm, "qrs");
});

test("a wrapped line goes on, a list item or a short line before a capital ends", () => {
  const breaks = (text: string): string[] =>
    tokenize(text)
      .filter((token) => token.breakBefore)
      .map((token) => token.raw);
  assert.deepEqual(
    breaks("a line of prose that is long enough to have been wrapped by its writer\nLead II follows"),
    [],
  );
  assert.deepEqual(breaks("Normal sinus rhythm\nNormal ECG"), ["Normal"]);
  assert.deepEqual(breaks("Findings\n- sinus rhythm"), ["-"]);
  assert.deepEqual(breaks("one\n\ntwo"), ["two"]);
});
