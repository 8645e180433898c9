// What `gem model` can do, each in a file of its own: words for the help, the options that go with it, what it does.
import type { ParseArgsOptionsConfig } from "node:util";
import type { ParsedArguments } from "./command.ts";

export interface ModelAction {
  readonly usage: string;
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** `operands` are what stands behind the action. Returns the exit code. */
  run(args: ParsedArguments, operands: readonly string[]): Promise<number>;
}
