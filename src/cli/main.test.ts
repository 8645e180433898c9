import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, MAIN, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const record = writeRecord(folder.path, "normal", syntheticEcg().recording);

test("the overview and the help of every command in it say what the software is not", async () => {
  const overview = await runGem(["--help"]);
  assert.equal(overview.code, 0);
  assert.ok(overview.stdout.includes(DISCLAIMER));
  const names = [...overview.stdout.matchAll(/^ {2}([a-z]+) {2}/gm)].map(([, name]) => name!);
  // the commands that the README and the contract name
  for (const name of [
    "interpret",
    "verify",
    "ask",
    "chat",
    "model",
    "measure",
    "render",
    "inspect",
    "convert",
    "doctor",
    "test",
  ]) {
    assert.ok(names.includes(name), name);
  }
  for (const name of names) {
    const { code, stdout, stderr } = await runGem(["help", name]);
    assert.equal(code, 0, name);
    assert.equal(stderr, "");
    assert.ok(stdout.startsWith(`usage: gem ${name}`), stdout);
    assert.ok(stdout.endsWith(`${DISCLAIMER}\n`), name);
  }
  assert.deepEqual(await runGem(["interpret", "--help"]), await runGem(["help", "interpret"]));
});

test("without a command the overview goes to stderr, and that is bad usage", async () => {
  const { code, stdout, stderr } = await runGem([]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /usage: gem COMMAND/);
});

test("--version prints the version of the package", async () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  const { code, stdout } = await runGem(["--version"]);
  assert.deepEqual([code, stdout], [0, `${manifest.version}\n`]);
});

test("a command line that makes no sense is told in one line, exit 2", async () => {
  for (const [args, message] of [
    [["interprte", record], /unknown command "interprte"/],
    [["help", "\u001b[31mred"], /unknown command "\\u001b\[31mred"/],
    [["toString"], /unknown command/],
    [["interpret"], /no recording given/],
    [["interpret", record, "--bogus"], /Unknown option '--bogus';/],
    [["interpret", record, "--age"], /'--age <value>' argument missing/],
    [["interpret", record, "--age", "-5"], /--name=-value/],
    [["interpret", record, "--html", "a", "--html", "b"], /--html is given twice/],
  ] as const) {
    assertFailure(await runGem(args), 2, message);
  }
});

test("gem doctor finds a checkout that runs its tests in order", async () => {
  const { code, stdout, stderr } = await runGem(["doctor", "--json"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const report = JSON.parse(stdout) as { checks: { what: string; state: string }[]; disclaimer: string };
  assert.deepEqual(
    report.checks.filter(({ state }) => state === "missing"),
    [],
  );
  assert.ok(report.checks.some(({ what, state }) => what === "Node.js" && state === "ok"));
  const { dependencies } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  ) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    assert.ok(
      report.checks.some(({ what }) => what === `package ${name}`),
      name,
    );
  }
  assert.equal(report.disclaimer, DISCLAIMER);
});

test("a reader that has seen enough ends the command without a word", async () => {
  const child = spawn(process.execPath, [MAIN, "measure", record, record, record, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  assert.deepEqual([code, stderr], [0, ""]);
});

test("a full disk behind standard output is a failure, in one line", {
  skip: existsSync("/dev/full") ? false : "needs /dev/full",
}, async () => {
  const child = spawn(process.execPath, [MAIN, "--help"], {
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
  });
  let stderr = "";
  child.stderr!.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  assertFailure({ code: code as number, stdout: "", stderr }, 1, /standard output: ENOSPC/);
});

test("an output that cannot be written is told by its name, exit 1", async () => {
  const nowhere = join(folder.path, "no-such-folder", "page");
  const below = join(`${record}.dat`, "out");
  for (const [args, message] of [
    [["interpret", record, "--html", `${nowhere}.html`], /page\.html" cannot be written \(ENOENT\), wanted/],
    [["render", record, "-o", `${nowhere}.png`], /page\.png" cannot be written \(ENOENT\)/],
    [["convert", record, "-o", `${nowhere}.csv`], /page\.csv" cannot be written \(ENOENT\)/],
    [["interpret", record, "--html", folder.path], /cannot be written \(EISDIR\)/],
    [["render", record, "--out-dir", below], /out" cannot be written \(ENOTDIR\), wanted a folder/],
  ] as const) {
    assertFailure(await runGem(args), 1, message);
  }
});
