// What a model is opened as, on the tiny random model of test/fixtures/golden.
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { goldenTensors } from "../model/golden.fixture.ts";
import { writeSafetensors } from "../tensor/safetensors.ts";
import { splitScales } from "../tensor/transformer/read-weight.ts";
import { quantiseMatrix } from "../tensor/transformer/weight-tensor.ts";
import type { ModelChoice } from "./model-options.ts";
import { chosenPrecision, openInterpreter } from "./open-interpreter.ts";
import { temporaryFolder } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const checkpoint = fileURLToPath(new URL("../../test/fixtures/golden/checkpoint", import.meta.url));
const choice: ModelChoice = {
  model: checkpoint,
  models: null,
  image: null,
  modality: "text",
  precision: null,
  strict: false,
  options: {},
};

async function said(changed: Partial<ModelChoice>): Promise<string> {
  const interpreter = await openInterpreter({ ...choice, ...changed });
  const conversation = interpreter.openCase({ recording: null, picture: null, patient: UNKNOWN_PATIENT });
  const asking = conversation.ask("What is the rhythm?", { maxNewTokens: 40 });
  let step = await asking.next();
  while (!step.done) step = await asking.next();
  return step.value.text;
}

test("a model is found by its folder, or by its name among models", async () => {
  cpSync(checkpoint, join(folder.path, "tiny"), { recursive: true });
  const [byFolder, byName] = [
    await openInterpreter({ ...choice, model: `${folder.path}/tiny/` }),
    await openInterpreter({ ...choice, model: "tiny", models: folder.path }),
  ];
  assert.deepEqual(byFolder.identity, byName.identity);
  assert.equal(byName.identity.model, "tiny");
  await assert.rejects(
    openInterpreter({ ...choice, model: "huge", models: folder.path }),
    /"huge": no such folder, .*gem model import makes one/,
  );
});

test("weights are held as they are stored, unless told", async () => {
  const full = await said({});
  assert.equal(await said({ precision: "f32" }), full);
  const rounded = await said({ precision: "int8" });
  assert.notEqual(rounded, full);
  const tensors = goldenTensors("checkpoint/model.safetensors");
  for (const [name, tensor] of [...tensors]) {
    if (!/^model\.layers\..*proj\.weight$/.test(name)) continue;
    for (const [part, stored] of splitScales(name, quantiseMatrix(tensor, { type: "int8", where: name }))) {
      tensors.set(part, stored);
    }
  }
  const quantised = join(folder.path, "quantised");
  cpSync(checkpoint, quantised, { recursive: true });
  writeFileSync(join(quantised, "model.safetensors"), writeSafetensors(tensors));
  const stored = await said({ model: quantised });
  assert.equal(stored, await said({ model: quantised, precision: "int8" }));
  assert.notEqual(stored, await said({ model: quantised, precision: "f32" }));
});

test("a model that the engine cannot hold is refused before its weights are read", async () => {
  const source = (rows: number) => ({
    where: "big.safetensors",
    shapes: new Map([["model.embed_tokens.weight", [rows, 1000]]]),
    read: () => assert.fail("read"),
  });
  // over 0.7 billion weights single precision is not taken unasked, over 4 GiB nothing is
  assert.equal(await chosenPrecision(source(3_000_000), null), "int8");
  assert.equal(await chosenPrecision(source(1_000_000), "f32"), "f32");
  await assert.rejects(
    chosenPrecision(source(2_000_000), "f32"),
    /^UnsupportedError: big\.safetensors: 2\.0 billion weights as f32 take 8\.0 GB, wanted at most 4\.3 GB/,
  );
  await assert.rejects(chosenPrecision(source(7_000_000), null), /7\.0 billion weights as int8 take 7\.9 GB/);
});
