import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { type Claim, VerificationSchema } from "../ecg/interpretation.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const record = writeRecord(folder.path, "ecg", syntheticEcg({ rateBpm: 60 }).recording);
const TEXT = "Sinus rhythm at 60 bpm.\nThe PR interval is 320 ms. \u001b[2JU waves are seen.";

function verdictOf(claims: readonly Claim[], words: RegExp): string | undefined {
  return claims.find((claim) => words.test(claim.text))?.verdict;
}

test("a text from standard input is checked claim by claim, with spans into that text", async () => {
  const { code, stdout, stderr } = await runGem(["verify", record, "--text", "-", "--json"], { input: TEXT });
  assert.deepEqual([code, stderr], [0, ""]);
  const json = JSON.parse(stdout) as { disclaimer: string };
  const { claims } = VerificationSchema.parse(json);
  assert.equal(json.disclaimer, DISCLAIMER);
  // the simulation's rate is 60 bpm and its PR 160 ms
  assert.equal(verdictOf(claims, /60 bpm/), "supported");
  assert.equal(verdictOf(claims, /320 ms/), "contradicted");
  for (const claim of claims) assert.equal(TEXT.slice(claim.start, claim.end), claim.text);
});

test("a text from a file gives the same; for a person it is marked, without its escape sequences", async () => {
  writeFileSync(path("reading.txt"), `\ufeff${TEXT}`);
  const args = ["verify", record, "--text", path("reading.txt")];
  const piped = await runGem(["verify", record, "--text", "-", "--jsonl"], { input: TEXT });
  assert.equal((await runGem([...args, "--jsonl"])).stdout, piped.stdout);
  assert.equal(piped.stdout.trimEnd().split("\n").length, 1);
  const { code, stdout } = await runGem(args);
  assert.equal(code, 0);
  assert.match(stdout, /60 bpm\[✓\]/);
  assert.match(stdout, /320 ms\[✗\]/);
  assert.doesNotMatch(stdout, /(?!\n)\p{Cc}/u);
  assert.ok(stdout.replace(/\s+/g, " ").trimEnd().endsWith(DISCLAIMER));
});

test("an empty text makes no claim, and that is a result", async () => {
  const { code, stdout } = await runGem(["verify", record, "--text", "-", "--json"]);
  assert.equal(code, 0);
  assert.deepEqual(VerificationSchema.parse(JSON.parse(stdout)), { claims: [] });
});

test("a text that cannot be read, or is none, is refused in one line", async () => {
  mkdirSync(path("folder"));
  writeFileSync(path("image"), "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  writeFileSync(path("long"), "The PR interval is 160 ms. ".repeat(160_000));
  for (const [file, message] of [
    ["missing", /missing" cannot be read \(ENOENT\), wanted a text file/],
    ["folder", /cannot be read \(EISDIR\)/],
    ["image", /is not text, wanted UTF-8 or UTF-16/],
    ["long", /is too long, wanted at most 4000000 bytes/],
  ] as const) {
    assertFailure(await runGem(["verify", record, "--text", path(file), "--json"]), 1, message);
  }
  assertFailure(await runGem(["verify", record]), 2, /no text given: --text FILE/);
  assertFailure(await runGem(["verify", record, record, "--text", "-"]), 2, /one recording is wanted, got 2/);
  assertFailure(await runGem(["verify", path("missing"), "--text", "-"]), 1, /no such file/);
});
