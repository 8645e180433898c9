// The model is the tiny random one of test/fixtures/golden: what it says is noise. What a chat remembers and forgets is
// tested with known texts in src/interpret/interpreters/start-chat.test.ts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { AnswerSchema } from "../interpret/interpreters/answer.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, MAIN, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const model = fileURLToPath(new URL("../../test/fixtures/golden/checkpoint", import.meta.url));
const record = writeRecord(folder.path, "ecg", syntheticEcg().recording);
const CHAT = ["chat", record, `--model=${model}`, "--max-new-tokens=8"];

test("questions from a pipe are answered a line each, with what was said before", async () => {
  const input = "What is the rhythm?\n\nAnd the axis?\n/new\nAnd the axis?\n/quit\nNever asked\n";
  const { code, stdout, stderr } = await runGem([...CHAT, "--json"], { input });
  assert.deepEqual([code, stderr], [0, ""]);
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => AnswerSchema.strict().parse(JSON.parse(line)));
  assert.deepEqual(
    answers.map(({ question }) => question),
    ["What is the rhythm?", "And the axis?", "And the axis?"],
  );
  const [, second, third] = answers.map(({ promptTokens }) => promptTokens!);
  // the first question and its answer of 8 tokens go before the second
  assert.ok(second! > third! + 8, `${second} and ${third}`);
  for (const { disclaimer } of answers) assert.equal(disclaimer, DISCLAIMER);
});

test("for a person a transcript: questions, answers with their verdicts, the disclaimer first and last", async () => {
  // a last line without its end is a question too
  const { code, stdout, stderr } = await runGem(CHAT, { input: "Rhythm?\n\u001b[2JAxis?" });
  assert.deepEqual([code, stderr], [0, ""]);
  const words = stdout.replace(/\s+/g, " ").trim();
  assert.ok(words.startsWith(DISCLAIMER) && words.endsWith(DISCLAIMER));
  assert.match(stdout, /^> Rhythm\?$/m);
  assert.match(stdout, /^> \ufffd\[2JAxis\?$/m);
  assert.equal(words.split("By gem (checkpoint").length - 1, 2);
  assert.doesNotMatch(stdout, /(?!\n)\p{Cc}/u);
});

test("a question that the model cannot take is told, and the conversation goes on", async () => {
  const long = Array.from({ length: 600 }, () => "rhythm").join(" ");
  const mixed = await runGem([...CHAT, "--json"], { input: `Rhythm?\n${long}\nAxis?\n` });
  assert.equal(mixed.code, 3);
  assert.match(
    mixed.stderr,
    /^(gem chat: [^\n]*\n)*gem chat: a prompt of \d+ tokens: wanted fewer than 512[^\n]*\n/,
  );
  const lines = mixed.stdout.trimEnd().split("\n");
  assert.equal(lines.length, 3);
  const failure = JSON.parse(lines[1]!) as { question: string; error: { code: string }; disclaimer: string };
  assert.deepEqual([failure.question, failure.error.code, failure.disclaimer], [long, "usage", DISCLAIMER]);
  assert.equal(AnswerSchema.parse(JSON.parse(lines[2]!)).question, "Axis?");
  assert.equal((await runGem([...CHAT, "--json"], { input: `${long}\n` })).code, 1);
});

test("what the model has no more room for is forgotten, and said to be", async () => {
  const question = Array.from({ length: 40 }, () => "rhythm").join(" ");
  const input = `${question}\n`.repeat(6);
  const { code, stderr, stdout } = await runGem([...CHAT, "--json"], { input });
  assert.equal(code, 0);
  assert.match(stderr, /^(gem chat: the oldest question was forgotten: the model has no more room\n)+$/);
  assert.equal(stdout.trimEnd().split("\n").length, 6);
});

test("no question is no failure", async () => {
  assert.deepEqual(await runGem([...CHAT, "--json"]), { code: 0, stdout: "", stderr: "" });
});

test("Ctrl-C while no answer is written ends the program with 130", async () => {
  const child = spawn(process.execPath, [MAIN, ...CHAT], { stdio: ["pipe", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  // the disclaimer: the conversation has begun
  child.stdout.once("data", () => setTimeout(() => child.kill("SIGINT"), 100));
  const ended = await new Promise((resolve) => child.on("close", (code, signal) => resolve([code, signal])));
  assert.deepEqual([ended, stderr], [[130, null], ""]);
});

test("what makes no sense is told in one line", async () => {
  assertFailure(await runGem(["chat"]), 2, /one ECG is wanted, got 0 arguments/);
  assertFailure(await runGem(["chat", "-", `--model=${model}`]), 2, /the questions come from standard input/);
  assertFailure(await runGem(["chat", record]), 2, /no model given/);
  assertFailure(await runGem(["chat", record, "--model=/nowhere"]), 1, /no such folder/);
  assertFailure(await runGem(["chat", `${folder.path}/none`, `--model=${model}`]), 1, /no such file/);
});
