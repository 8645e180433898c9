import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "./command.ts";

export const testCommand: Command = {
  usage: "usage: gem test [FILE...]",
  help: `Runs the project's tests with node's own runner, or only the files named.

example: gem test src/measure/detect-qrs.test.ts`,
  options: {},
  run: async (args) => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const files =
      args.positionals.length > 0 ? args.positionals : globSync("src/**/*.test.ts", { cwd: root }).sort();
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--test", ...files], {
      cwd: root,
      stdio: "inherit",
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => resolve(code ?? 1));
    });
  },
};
