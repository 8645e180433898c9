// Numbers must be what JavaScript's own Number makes of the text; hostile tables must end in a GemError.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError, GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeCsv } from "./decode-csv.ts";

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeCsv({ name: "x", text, sha256: "", where: "x.csv", ...options });
}

test("a number is the same double, however it is written", () => {
  const cell = fc.oneof(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }).map(String),
    fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(999_999_999)).map(([a, b]) => `${a}.${b}`),
    fc.constantFrom(
      "-0",
      "-.5",
      "5.",
      "+1",
      "1e3",
      "0.1234567890123456789",
      "  7 ",
      "\t3",
      "0x10",
      "1_0",
      ".",
      "-",
      "--1",
      "1.2.3",
    ),
  );
  fc.assert(
    fc.property(cell, (text) => {
      const wanted = Number(text);
      const read = () => decode(`V1\n${text}\n`, { samplingRateHz: 500, unit: "mV" }).leads[0]!.samplesMv[0];
      if (Number.isNaN(wanted)) assert.throws(read, FormatError);
      else assert.ok(Object.is(read(), wanted), text);
    }),
    { numRuns: 2000 },
  );
});

test("mutated tables and comments give a sound recording or an error of one line", () => {
  const tables = [
    "# recorded: 2021-03-04 05:06\n# born: 1950-01-01\n# fs: 500\n0,1\n0,2\n",
    "# age: 56; name: x\nms\tch1\tch2\n0\t0,5\t1\n2\t0,25\t2\n",
  ];
  const fragment = fc.oneof(
    fc.constantFrom("", ",", "\n", "#", ":", "=", "1e309", "nan", '"', "\t", "9999-99-99 99:99", "0"),
    fc.string({ unit: "binary", maxLength: 4 }),
  );
  const edits = fc.array(fc.tuple(fc.nat(100), fc.nat(8), fragment), { maxLength: 5 });
  const names = fc.constantFrom(undefined, ["I", "II"], ["time", "V1"], ["__proto__", "x\n"]);
  fc.assert(
    fc.property(fc.constantFrom(...tables), edits, names, (table, changes, leadNames) => {
      const text = changes.reduce(
        (current, [at, drop, insert]) => current.slice(0, at) + insert + current.slice(at + drop),
        table,
      );
      try {
        const { leads } = decode(text, { samplingRateHz: 500, leadNames });
        const length = leads[0]!.samplesMv.length;
        assert.ok(length > 0 && leads.every(({ samplesMv }) => samplesMv.length === length));
        assert.equal(new Set(leads.map(({ name }) => name)).size, leads.length);
      } catch (error) {
        assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
        assert.ok(!/[\n\r]/.test(error.message), "one line");
      }
    }),
    { numRuns: 2000 },
  );
});
