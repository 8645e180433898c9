// The model is the tiny random one of test/fixtures/golden: what it says is noise, so these tests are about all else. Which
// claims are contradicted is tested with texts that are known, in src/interpret/interpreters.
import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { AnswerSchema } from "../interpret/interpreters/answer.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { askCommand } from "./ask-command.ts";
import { assertFailure, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const golden = (path: string) =>
  fileURLToPath(new URL(`../../test/fixtures/golden/${path}`, import.meta.url));
const MODEL = `--model=${golden("checkpoint")}`;
const { recording } = syntheticEcg();
const record = writeRecord(folder.path, "ecg", recording);
const FEW = "--max-new-tokens=12";

async function asked(...args: string[]) {
  const { code, stdout, stderr } = await runGem(["ask", ...args, FEW, "--json"]);
  assert.deepEqual([code, stderr], [0, ""]);
  return AnswerSchema.strict().parse(JSON.parse(stdout));
}

test("--json says what was answered, by which model, out of what", async () => {
  const answer = await asked(record, "What is the rhythm?", MODEL);
  assert.equal(answer.question, "What is the rhythm?");
  assert.equal(answer.record?.name, "ecg");
  assert.deepEqual([answer.interpreter.name, answer.interpreter.model], ["gem", "checkpoint"]);
  assert.match(answer.interpreter.sha256!, /^[0-9a-f]{64}$/);
  assert.deepEqual([answer.seen.signal, answer.seen.image], [true, "drawn page"]);
  // the tiny model's tower takes 1,000 samples at 500 Hz
  assert.deepEqual(answer.seen.notes, ["the model is given the first 2.0 s of 10.0 s"]);
  assert.deepEqual([answer.endedBy, answer.newTokens, answer.tries], ["length", 12, 1]);
  assert.equal(answer.disclaimer, DISCLAIMER);
});

test("for a person the answer stands with its verdicts, its model and the disclaimer, without control characters", async () => {
  const { code, stdout, stderr } = await runGem(["ask", record, "What is the rhythm?", MODEL, FEW]);
  assert.deepEqual([code, stderr], [0, ""]);
  const words = stdout.replace(/\s+/g, " ").trimEnd();
  assert.match(words, /checked against the signal|no statement that could be checked/);
  assert.match(
    words,
    /Cut off after 12 tokens\. By gem \(checkpoint, sha256 [0-9a-f]{12}\), given the recorded signal and a page/,
  );
  assert.ok(words.endsWith(DISCLAIMER));
  assert.doesNotMatch(stdout, /(?!\n)\p{Cc}/u);
});

test("age, sex and context lengthen the prompt; modality and a picture change what it is made of", async () => {
  const plain = await asked(record, "Rhythm?", MODEL);
  const signal = await asked(record, "Rhythm?", MODEL, "--modality=signal");
  const known = ["--age=63", "--sex=f", "--context=chest pain"];
  const told = await asked(record, "Rhythm?", MODEL, "--modality=signal", ...known);
  assert.ok(told.promptTokens! > signal.promptTokens! + 5);
  // the picture's share (test/fixtures/golden/README.md: 56 pixels in patches of 14)
  assert.equal(plain.promptTokens! - signal.promptTokens!, 16);
  assert.deepEqual([signal.seen.signal, signal.seen.image], [true, null]);
  const given = await asked(record, "Rhythm?", MODEL, `--image=${golden("inputs/wide.png")}`);
  assert.equal(given.seen.image, "given picture");
});

test("a seed draws the same answer again", async () => {
  const draw = async (seed: number) =>
    (await asked(record, "Rhythm?", MODEL, "--modality=text", "--temperature=2", `--seed=${seed}`)).narrative;
  const first = await draw(1);
  assert.equal(await draw(1), first);
  assert.notEqual(await draw(2), first);
});

test("a picture without a readable signal is asked about, and nothing of the answer is checkable", async () => {
  const answer = await asked(golden("inputs/wide.png"), "Rhythm?", MODEL);
  assert.deepEqual([answer.record, answer.quality], [null, null]);
  assert.match(answer.notCheckable!, /^no signal could be read from the picture \(/);
  assert.deepEqual([answer.seen.signal, answer.seen.image], [false, "given picture"]);
  const { stdout } = await runGem(["ask", golden("inputs/wide.png"), "Rhythm?", MODEL, FEW]);
  assert.match(stdout.replace(/\s+/g, " "), /Not checkable: no signal could be read from the picture/);
});

test("a picture with a readable signal is what answers are checked against", async () => {
  const page = join(folder.path, "page.png");
  assert.equal((await runGem(["render", record, "-o", page])).code, 0);
  const answer = await asked(page, "Rhythm?", MODEL);
  assert.equal(answer.notCheckable, null);
  assert.equal(answer.record?.leads.length, 12);
  assert.deepEqual([answer.seen.signal, answer.seen.image], [false, "given picture"]);
});

test("about an unusable recording the model is not asked", async () => {
  const blank = writeRecord(folder.path, "blank", {
    ...recording,
    leads: recording.leads.map((lead) => ({ ...lead, samplesMv: lead.samplesMv.map(() => 0) })),
  });
  const answer = await asked(blank, "Rhythm?", MODEL);
  assert.deepEqual([answer.narrative, answer.tries, answer.quality?.verdict], [null, 0, "unusable"]);
  const { stdout } = await runGem(["ask", blank, "Rhythm?", MODEL]);
  assert.match(stdout, /^Answer withheld: the recording is unusable/);
});

test("what makes no sense is refused before anything is read", async () => {
  const values = { model: "x" };
  for (const [positionals, given, message] of [
    [["a"], values, /an ECG and a question in quotes are wanted, got 1 argument$/],
    [["a", "b", "c"], values, /got 3 arguments/],
    [["a", " "], values, /an empty question/],
    [
      ["a", "b"],
      {},
      /no model given, wanted --model DIR; gem model import .*not verified on published weights/,
    ],
    [["a", "b"], { ...values, modality: "sound" }, /wanted signal\+image, signal, image, text/],
    [["a", "b"], { ...values, modality: "signal", image: "x.png" }, /exclude each other/],
    [["a", "b"], { ...values, temperature: "-1" }, /--temperature: got "-1"/],
    [["a", "b"], { ...values, "top-p": "0.9" }, /go with a --temperature above 0/],
    [["a", "b"], { ...values, seed: "1.5" }, /--seed: got 1\.5, wanted a whole number/],
    [["a", "b"], { ...values, "max-new-tokens": "0" }, /--max-new-tokens: got "0"/],
    [["a", "b"], { ...values, precision: "int2" }, /wanted f32, int8/],
  ] as const) {
    await assert.rejects(askCommand.run({ positionals, values: given }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, message);
      return true;
    });
  }
});

test("a model, picture or recording that cannot be read is told in one line", async () => {
  const nothing = join(folder.path, "nothing");
  const config = join(folder.path, "broken");
  cpSync(golden("checkpoint"), config, { recursive: true });
  writeFileSync(join(config, "model.safetensors"), "no weights");
  for (const [args, message] of [
    [[record, "Rhythm?", `--model=${nothing}`], /no such folder, .*gem model import .*not verified/],
    [[record, "Rhythm?", `--model=${folder.path}`], /is no model's folder .*gem model import/],
    [[record, "Rhythm?", `--model=${config}`], /model\.safetensors/],
    [[record, "Rhythm?", MODEL, `--image=${nothing}`], /no such file/],
    [[record, "Rhythm?", MODEL, `--image=${golden("README.md")}`], /no picture that is read/],
    [[nothing, "Rhythm?", MODEL], /no such file/],
  ] as const) {
    assertFailure(await runGem(["ask", ...args]), 1, message);
  }
  const long = Array.from({ length: 600 }, () => "rhythm").join(" ");
  assertFailure(
    await runGem(["ask", record, long, MODEL]),
    2,
    /a prompt of \d+ tokens: wanted fewer than 512/,
  );
});
