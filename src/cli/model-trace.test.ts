// Expected values: the reference's tensors on a tiny random model (test/fixtures/golden/README.md).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import { readSafetensors } from "../tensor/safetensors.ts";
import { modelCommand } from "./model-command.ts";
import { temporaryFolder } from "./run-gem.fixture.ts";

const golden = (path: string) =>
  fileURLToPath(new URL(`../../test/fixtures/golden/${path}`, import.meta.url));
const tensorsOf = (path: string) => readSafetensors(new Uint8Array(readFileSync(path)), path).tensors;
const folder = temporaryFolder();
after(() => folder.remove());

const QUESTION = "Please interpret the provided ECG image and give a diagnosis.";
const OUTPUT = join(folder.path, "trace.safetensors");
const INPUTS = [
  `--checkpoint=${golden("checkpoint")}`,
  `--record=${golden("inputs/rec_long")}`,
  `--image=${golden("inputs/wide.png")}`,
  `--prompt=${QUESTION}`,
  `--output=${OUTPUT}`,
];

function run(args: readonly string[]): Promise<number> {
  const options = { args: [...args], options: modelCommand.options, allowPositionals: true } as const;
  return modelCommand.run(parseArgs(options));
}

for (const aspect of ["ori", "anyres"]) {
  test(`--aspect ${aspect}: the reference's tensors, names, types and shapes`, async () => {
    assert.equal(await run(["trace", ...INPUTS, `--aspect=${aspect}`]), 0);
    const got = tensorsOf(OUTPUT);
    for (const [name, { type, shape, values }] of tensorsOf(
      golden(`expected/single_${aspect}.safetensors`),
    )) {
      const traced = got.get(name);
      assert.ok(traced !== undefined, name);
      assert.deepEqual([traced.type, traced.shape], [type, shape], name);
      const apart = values.findIndex(
        (value, i) => !(Math.abs(Number(value) - Number(traced.values[i])) < 1e-4),
      );
      assert.equal(apart, -1, name);
    }
  });
}

test("what is missing or wrong is said", async () => {
  await assert.rejects(run([]), /what to do with a model/);
  await assert.rejects(run(["trace", "more"]), UsageError);
  await assert.rejects(run(["trace"]), /no --checkpoint given/);
  await assert.rejects(run(["trace", ...INPUTS, "--aspect=wide"]), /wanted ori, pad, anyres/);
  await assert.rejects(run(["trace", ...INPUTS.filter((arg) => !/record|image/.test(arg))]), UsageError);
  const picture = INPUTS.map((arg) => (arg.startsWith("--image") ? `--image=${golden("README.md")}` : arg));
  await assert.rejects(run(["trace", ...picture]), /no picture that is read/);
  const checkpoint = INPUTS.map((arg) =>
    arg.startsWith("--check") ? `--checkpoint=${golden("inputs")}` : arg,
  );
  await assert.rejects(run(["trace", ...checkpoint]), /config\.json: no such file/);
});
