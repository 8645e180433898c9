// Expected: pickles of torch.save are read in open-torch.test.ts; here are those that do harm, each written by hand with
// the operations of Python's pickletools, and each must end in one line that names what it tried.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError } from "../../ecg/errors.ts";
import { readPickle, stateDictionary } from "./read-pickle.ts";
import { bytesOf, pickledTensor, pickledText } from "./torch-file.fixture.ts";

const pickle = (...parts: readonly (string | number | Uint8Array)[]) => bytesOf(0x80, 2, ...parts);
const shortText = (text: string) => bytesOf(0x8c, text.length, text);
const tensor = { length: 4, shape: [2, 2], strides: [2, 1] };

test("plain values, kept values and a state dict within", () => {
  const value = readPickle(
    pickle("}(", pickledText("epoch"), "q\0K\x14", pickledText("state_dict"), "}h\0", "Ns", "u."),
    "x",
  );
  assert.deepEqual(stateDictionary(value), new Map([["epoch", null]]));
  assert.deepEqual(readPickle(pickle("](K\x01M\x02\x01e."), "x"), [1, 258]);
  assert.equal(readPickle(pickle(0x8a, 2, 0x00, 0xff, "."), "x"), -256);
  assert.equal(readPickle(pickle("G", 0x40, 0x04, 0, 0, 0, 0, 0, 0, "."), "x"), 2.5);
});

const hostile: readonly [string, Uint8Array, RegExp][] = [
  [
    "os.system by GLOBAL",
    pickle("cos\nsystem\n", pickledText("true"), 0x85, "R."),
    /"os\.system", wanted only/,
  ],
  ["posix.system", pickle("cposix\nsystem\n)R."), /"posix\.system"/],
  ["eval by STACK_GLOBAL", pickle(shortText("builtins"), shortText("eval"), 0x93, "."), /"builtins\.eval"/],
  [
    "a name joined of two",
    pickle(shortText("torch._utils._rebuild"), shortText("x"), 0x93, "."),
    /_rebuild\.x"/,
  ],
  ["another function of torch", pickle("ctorch.hub\nload\n)R."), /"torch\.hub\.load"/],
  ["loading within loading", pickle("ctorch.storage\n_load_from_bytes\n."), /_load_from_bytes/],
  ["a property of every object", pickle("ctorch\n__class__\n."), /"torch\.__class__"/],
  ["a storage of an unknown type", pickle("ctorch\nconstructorStorage\n."), /constructorStorage/],
  ["INST, which calls", pickle("(ios\nsystem\n."), /operation 0x69/],
  ["OBJ, which calls", pickle("(o."), /operation 0x6f/],
  ["NEWOBJ", pickle("ccollections\nOrderedDict\n)", 0x81, "."), /operation 0x81/],
  ["EXT1, a name by number", pickle(0x82, 1, "."), /operation 0x82/],
  ["PERSID, a text as identity", pickle("Psecret\n."), /operation 0x50/],
  ["a call of what is no function", pickle("}", ")R."), /what is no function/],
  ["a call of a storage's type", pickle("ctorch\nFloatStorage\n)R."), /torch\.FloatStorage/],
  ["OrderedDict with values", pickle("ccollections\nOrderedDict\n", "}", 0x85, "R."), /OrderedDict" with 1/],
  ["a state for a tensor", pickle(pickledTensor(tensor), "}b."), /a state for something else/],
  ["a state that is none", pickle("}K\x01b."), /a state for something else/],
  ["a reference to a module", pickle(pickledText("module"), 0x85, "Q."), /one to a storage/],
  ["a storage's name with a path", pickle(pickledTensor({ ...tensor, key: "../x" }), "."), /odd name/],
  ["sizes below zero", pickle(pickledTensor({ ...tensor, shape: [-2, 2] }), "."), /other parts/],
  ["an offset below zero", pickle(pickledTensor({ ...tensor, offset: -1 }), "."), /other parts/],
  [
    "more strides than sizes",
    pickle(pickledTensor({ ...tensor, strides: [1] }), "."),
    /2 sizes and 1 strides/,
  ],
  [
    "twenty dimensions",
    pickle(pickledTensor({ ...tensor, shape: Array(20).fill(1), strides: Array(20).fill(1) }), "."),
    /at most 8/,
  ],
  ["a text longer than the file", pickle("X", 255, 255, 255, 255, "a."), /wanted 4294967295 more/],
  ["a text of 2^63 bytes", pickle(0x8d, 0, 0, 0, 0, 0, 0, 0, 128, "."), /more than 53 bits/],
  ["a number of 200 bytes", pickle(0x8a, 200, new Uint8Array(200), "."), /at most 8/],
  ["bytes that are no text", pickle("X", 1, 0, 0, 0, 0xff, "."), /UTF-8/],
  ["a name without an end", pickle("c", "a".repeat(1000)), /name without an end/],
  ["a kept value that is none", pickle("h\x07."), /value 7, wanted one of the 0/],
  ["kept values with gaps", pickle("}r", 255, 255, 255, 127, "."), /to be kept/],
  ["an empty stack", pickle("0."), /without its value/],
  ["values from below a mark", pickle("}(0."), /without its value/],
  ["a list's end without beginning", pickle("]e."), /without its beginning/],
  ["keys without values", pickle("}(K\x01u."), /a dictionary/],
  ["items for a number", pickle("K\x01(K\x01K\x02u."), /a dictionary/],
  ["values for a dictionary", pickle("}K\x01a."), /a list/],
  ["two values", pickle("}}."), /more than one value/],
  ["bytes behind the end", pickle("}.}"), /more than one value/],
  ["no end", pickle("}"), /0 bytes to its end/],
  ["a dictionary for each byte", pickle("}".repeat(1_000_001), "."), /at most 1000000/],
  ["protocol 0", bytesOf("(dp0\n."), /another beginning/],
  ["protocol 6", bytesOf(0x80, 6, "}."), /protocol 6/],
  ["nothing", new Uint8Array(), /another beginning/],
];
for (const [what, content, message] of hostile) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => readPickle(content, "x.bin, data.pkl"),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        assert.match(error.message, /^x\.bin, data\.pkl, byte \d+: /);
        assert.ok(!error.message.includes("\n"));
        return true;
      },
    );
  });
}

test("lists that hold each other twice, forty deep, are shared and not copied", () => {
  // 2^40 leaves, if they were
  const doubled = Array.from({ length: 40 }, (_, i) => bytesOf("](h", i, "h", i, "eq", i + 1));
  const value = readPickle(pickle("(]q", 0, ...doubled, "t."), "x") as unknown as { items: unknown[][] };
  assert.equal(value.items.length, 41);
  assert.equal(value.items[40]![0], value.items[40]![1]);
});

test("bytes at random in a real pickle give a value or one line", () => {
  const seed = pickle(
    "}(",
    pickledText("a"),
    pickledTensor(tensor),
    pickledText("b"),
    pickledTensor(tensor),
    "u.",
  );
  const edits = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(edits, (changes) => {
      const bytes = seed.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      try {
        readPickle(bytes, "x");
      } catch (error) {
        assert.ok(error instanceof FormatError, String((error as Error).stack));
        assert.ok(!error.message.includes("\n"));
      }
    }),
    { numRuns: 2000 },
  );
});
