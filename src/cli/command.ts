// What a command is to the launcher: a name, words for the help, its options, and what it does. Commands are
// loaded only when called, so that `gem --help` never pays for them.
import type { ParseArgsOptionsConfig } from "node:util";

export interface ParsedArguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

export interface Command {
  /** One line a use: `gem interpret REC... [--json]`. */
  readonly usage: string;
  /** Shown under the usage: options with their meaning, examples. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** Returns the exit code: 0 done, 1 failed, 3 some of several failed. UsageError becomes 2. */
  run(args: ParsedArguments): Promise<number>;
}

/** Text of an option that takes one value, or undefined. */
export function textOption(args: ParsedArguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === "string" ? value : undefined;
}

export function flag(args: ParsedArguments, name: string): boolean {
  return args.values[name] === true;
}
