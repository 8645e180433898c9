#!/usr/bin/env node
// `gem`: finds the command, parses its options, runs it, and turns every failure into one line and an exit
// code: 0 done, 1 failed, 2 bad usage, 3 some of several inputs failed, 130 interrupted.
import { enableCompileCache } from "node:module";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { UsageError } from "../ecg/errors.ts";
import { plainText } from "../report/plain-text.ts";
import type { Command, ParsedArguments } from "./command.ts";
import { errorText } from "./error-text.ts";

interface Entry {
  readonly summary: string;
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  interpret: {
    summary: "read an ECG and say what it shows, every sentence with its evidence",
    load: async () => (await import("./interpret-command.ts")).interpretCommand,
  },
  verify: {
    summary: "check the claims of any English ECG text against the signal",
    load: async () => (await import("./verify-command.ts")).verifyCommand,
  },
  ask: {
    summary: "ask a GEM model about an ECG; every claim of its answer is checked against the signal",
    load: async () => (await import("./ask-command.ts")).askCommand,
  },
  chat: {
    summary: "the same as a conversation",
    load: async () => (await import("./chat-command.ts")).chatCommand,
  },
  model: {
    summary: "trace, import and inspect models",
    load: async () => (await import("./model-command.ts")).modelCommand,
  },
  measure: {
    summary: "beats, waves, the 14 feature sequences, intervals, axes",
    load: async () => (await import("./measure-command.ts")).measureCommand,
  },
  render: {
    summary: "draw the 12-lead page as PNG or SVG",
    load: async () => (await import("./render-command.ts")).renderCommand,
  },
  digitise: {
    summary: "read the signals from a picture of an ECG page",
    load: async () => (await import("./digitise-command.ts")).digitiseCommand,
  },
  inspect: {
    summary: "what is in a file, of whatever format, without the person",
    load: async () => (await import("./inspect-command.ts")).inspectCommand,
  },
  convert: {
    summary: "write a recording as CSV, WFDB, JSON, DICOM, HL7 aECG or FHIR",
    load: async () => (await import("./convert-command.ts")).convertCommand,
  },
  train: {
    summary: "fit the models of this build on annotated recordings",
    load: async () => (await import("./train-command.ts")).trainCommand,
  },
  bench: {
    summary: "measure this build: accuracy on annotated ECGs, time, memory",
    load: async () => (await import("./bench-command.ts")).benchCommand,
  },
  doctor: {
    summary: "what is installed, what is missing and how to get it",
    load: async () => (await import("./doctor-command.ts")).doctorCommand,
  },
  test: {
    summary: "run the project's tests",
    load: async () => (await import("./test-command.ts")).testCommand,
  },
};

// compiled code is kept between runs: a start costs a third of what it does without
enableCompileCache();
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  // a closed pipe (`gem ... | head`) is the reader's choice, not a failure
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.stderr.write(`gem: standard output: ${errorText(error).message}\n`);
    process.exit(error.code === "EPIPE" ? 0 : 1);
  });
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const asked = name === "help" ? rest[0] : undefined;
    if (asked !== undefined) return main([asked, "--help"]);
    (name === undefined ? process.stderr : process.stdout).write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V") {
    process.stdout.write(`${await version()}\n`);
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    process.stderr.write(`gem: unknown command ${plainText(JSON.stringify(name))}; gem --help lists them\n`);
    return 2;
  }
  return runCommand(name, entry, rest);
}

async function runCommand(name: string, entry: Entry, argv: readonly string[]): Promise<number> {
  try {
    const command = await entry.load();
    const parsed = parse(command, argv);
    if (parsed.values.help === true) {
      process.stdout.write(`${command.usage}\n\n${command.help}\n\n${DISCLAIMER}\n`);
      return 0;
    }
    return await command.run(parsed);
  } catch (error) {
    if (process.env.GEM_DEBUG) throw error;
    const usage = error instanceof UsageError;
    const hint = usage ? `; gem ${name} --help explains` : "";
    process.stderr.write(`gem ${name}: ${errorText(error).message}${hint}\n`);
    return usage ? 2 : 1;
  }
}

function parse(command: Command, argv: readonly string[]): ParsedArguments {
  const options: ParseArgsOptionsConfig = { ...command.options, help: { type: "boolean", short: "h" } };
  const { positionals, values, tokens } = orUsageError(() =>
    parseArgs({ args: [...argv], options, allowPositionals: true, tokens: true }),
  );
  const given = tokens.flatMap((token) => (token.kind === "option" && token.value ? [token.name] : []));
  const twice = given.find((option, index) => given.indexOf(option) !== index);
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice, wanted once`);
  return { positionals, values };
}

/** parseArgs explains at length; its first sentence says what is wrong. */
function orUsageError<Result>(parseArguments: () => Result): Result {
  try {
    return parseArguments();
  } catch (error) {
    const [sentence = ""] = (error as Error).message.split(/\.\s|\.$|\n/, 1);
    const dash = sentence.endsWith("ambiguous")
      ? ': a value that starts with "-" is given as --name=-value'
      : "";
    throw new UsageError(sentence + dash, { cause: error });
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const list = Object.entries(commands).map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}`);
  return `gem: reads a 12-lead ECG and shows the evidence for every sentence

usage: gem COMMAND [options]

${list.join("\n")}

gem COMMAND --help explains one. Example: gem interpret examples/normal

${DISCLAIMER}
`;
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
