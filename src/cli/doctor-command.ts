import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Command } from "./command.ts";
import { jsonText } from "./json-text.ts";

/** What package.json lists as dependencies: schemas, lettering, DICOM elements, XML, inflating. */
const DEPENDENCIES = [
  "zod",
  "hershey",
  "dicom-parser",
  "fast-xml-parser",
  "fflate",
  "@cornerstonejs/codec-libjpeg-turbo-8bit",
  "@huggingface/tokenizers",
];

interface Check {
  readonly what: string;
  readonly state: "ok" | "missing" | "not needed";
  readonly detail: string;
}

export const doctorCommand: Command = {
  usage: "usage: gem doctor [--json]",
  help: `Says what is installed, what is missing and how to get it. Nothing is downloaded or changed.

  --json           the checks as JSON`,
  options: { json: { type: "boolean" } },
  run: async (args) => {
    const checks = [
      nodeCheck(),
      ...dependencyChecks(),
      modelCheck(),
      networkCheck(),
      dataCheck(),
      browserCheck(),
    ];
    if (args.values.json === true) {
      process.stdout.write(`${jsonText({ checks, disclaimer: DISCLAIMER }, 1)}\n`);
    } else {
      const width = Math.max(...checks.map((check) => check.what.length));
      for (const { what, state, detail } of checks) {
        process.stdout.write(`${what.padEnd(width)}  ${state.padEnd(10)}  ${detail}\n`);
      }
      process.stdout.write(`\n${DISCLAIMER}\n`);
    }
    return checks.some((check) => check.state === "missing") ? 1 : 0;
  },
};

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const newEnough = major > 22 || (major === 22 && minor >= 18);
  return {
    what: "Node.js",
    state: newEnough ? "ok" : "missing",
    detail: newEnough
      ? process.versions.node
      : `${process.versions.node}; 22.18 or newer is needed: ./gem fetches one`,
  };
}

function dependencyChecks(): Check[] {
  return DEPENDENCIES.map((name) => {
    const found = existsSync(fromRoot(`node_modules/${name}/package.json`)) || isResolvable(name);
    return {
      what: `package ${name}`,
      state: found ? "ok" : "missing",
      detail: found ? "installed" : "run ./gem once with the npm registry in reach, or npm ci",
    };
  });
}

function modelCheck(): Check {
  const found = existsSync(new URL("../interpret/probability/model.json", import.meta.url));
  return {
    what: "probability model",
    state: found ? "ok" : "missing",
    detail: found
      ? "part of this build"
      : "src/interpret/probability/model.json: restore it, or gem train probabilities",
  };
}

function networkCheck(): Check {
  return { what: "network", state: "not needed", detail: "no command sends anything anywhere" };
}

function dataCheck(): Check {
  const folder = process.env.GEM_DATA;
  return folder !== undefined && existsSync(folder)
    ? { what: "benchmark data", state: "ok", detail: "$GEM_DATA is set" }
    : {
        what: "benchmark data",
        state: "not needed",
        detail: "only for gem bench and gem train: set $GEM_DATA or --data",
      };
}

function browserCheck(): Check {
  return {
    what: "browser",
    state: "not needed",
    detail: "any browser opens the pages of gem interpret --html",
  };
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

function isResolvable(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
