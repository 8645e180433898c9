// What may be repeated follows from the rule that without-file-text.ts states: the caller's words, numbers, units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError, FormatError, GemError, UsageError } from "../../ecg/errors.ts";
import { withoutFileText } from "./without-file-text.ts";

const hidden = (error: unknown, where = "x.csv", options: readonly string[] = []) =>
  withoutFileText(error, { where, options }) as GemError;

test("words and long numbers between quotation marks are hidden, units, leads and short numbers are not", () => {
  for (const [text, shown] of [
    ["Jane Doe", "**** ***"],
    ["Doe^J\u00e4ne 1953-05-08", "***^**** ****-**-**"],
    ["MRN-4711-08", "***-****-**"],
    ["70815770", "********"],
    ['a \\"Jane\\" b', '* \\"****\\" *'],
    ["12,5", "12,5"],
    ["99999", "99999"],
    ["500 Hz", "500 Hz"],
    ["V3", "V3"],
    ["mmHg", "mmHg"],
    ["", ""],
  ]) {
    assert.equal(
      hidden(new UsageError(`x.csv: unit "${text}", wanted mV`)).message,
      `x.csv: unit "${shown}", wanted mV`,
    );
  }
});

test("the class, the code, the place and the wish stay", () => {
  const fault = {
    file: "x.csv",
    byteOffset: 7,
    field: 'gain of "Jane"',
    got: '"Doe"',
    wanted: '"mV" or a word',
  };
  const error = hidden(new FormatError(fault));
  assert.ok(error instanceof FormatError);
  assert.deepEqual(error.fault, { ...fault, field: 'gain of "****"', got: '"***"' });
  assert.equal(error.message, 'x.csv, byte 7: gain of "****": got "***", wanted "mV" or a word');
  assert.ok(!`${error.stack}${error.cause}`.includes("Doe"));
  assert.equal(hidden(new GemError("odd", 'got "Doe"')).code, "odd");
  assert.equal(hidden(new FormatError({ ...fault, got: 3 })).message.includes("got 3,"), true);
  const other = new TypeError("no error of ours");
  assert.equal(withoutFileText(other, { where: "x" }), other);
});

test("the path stays as the caller wrote it, and so do its words and those of options", () => {
  const missing = new FileAccessError(
    'd"/s0010_re.hea: its signal file "s0010_re.dat" is missing beside "Doe.dat"',
  );
  assert.equal(
    hidden(missing, 'd"/s0010_re.hea').message,
    'd"/s0010_re.hea: its signal file "s0010_re.dat" is missing beside "***.dat"',
  );
  assert.equal(
    hidden(new UsageError('doe.csv: got "Doe 4711 8"'), "doe4711.csv").message,
    'doe.csv: got "*** **** *"',
  );
  assert.equal(hidden(new UsageError('unit "inch"'), "x", ["inch"]).message, 'unit "inch"');
});
