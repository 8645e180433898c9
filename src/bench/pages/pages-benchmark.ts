// `gem bench pages`: the pages against ecg-image-kit's own, their cost beside open renderers, the maps of the effects, the
// way back from paper, and whether this engine and a browser draw the recorded pixels. A part whose data are missing says
// what it lacks.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Recording } from "../../ecg/recording.ts";
import { readRecording } from "../../formats/read-recording.ts";
import type { PageRecipe } from "../../page/recipe/page-recipe.ts";
import { missingPack, PACKS, packFolder } from "../packs.ts";
import { runProgram } from "../run-program.ts";
import { digitisePart } from "./digitise-part.ts";
import { effectsPart } from "./effects-part.ts";
import { kitPart } from "./kit-part.ts";
import type { PagePart } from "./pages-parts.ts";
import { speedPart } from "./speed-part.ts";

export interface PagesRun {
  /** Holds the pack ptbxl-dev, and `formats/` with the kit's pages. */
  readonly data: string | undefined;
  readonly python: string;
  /** Recordings for the digitiser and for speed; every so-many-th of the collection. */
  readonly limit: number;
  readonly augmented: PageRecipe;
  readonly progress?: ((what: string) => void) | undefined;
}

export interface PagePartResult {
  readonly part: PagePart;
  readonly result: object;
  readonly markdown: string;
  /** null where it lacks its data. */
  readonly passed: boolean | null;
}

const SAME_PIXELS = fileURLToPath(new URL("../../page/draw/same-pixels.test.ts", import.meta.url));
const SAME_PIXELS_LIMIT_MS = 120_000;

export async function pagesPart(part: PagePart, run: PagesRun): Promise<PagePartResult> {
  switch (part) {
    case "kit": {
      const outcome =
        run.data === undefined ? missingData("formats") : await kitPart(join(run.data, "formats"));
      return typeof outcome === "string" ? lacking(part, outcome) : { part, ...outcome };
    }
    case "speed": {
      const recordings = await someRecordings(run);
      if (typeof recordings === "string") return lacking(part, recordings);
      return { part, ...(await speedPart({ ...run, recordings })) };
    }
    case "effects":
      return { part, ...effectsPart(run.augmented.effects) };
    case "digitise": {
      const recordings = await someRecordings(run);
      if (typeof recordings === "string") return lacking(part, recordings);
      return { part, ...digitisePart(recordings, run.progress) };
    }
    case "same-pixels":
      return samePixels();
  }
}

function missingData(folder: string): string {
  return `no data folder was given (--data DIR or GEM_DATA); wanted one with ${folder}/`;
}

function lacking(part: PagePart, what: string): PagePartResult {
  return { part, result: { lacks: what }, passed: null, markdown: `## ${part}\n\nNot measured: ${what}.\n` };
}

/** Evenly over the whole collection; or in words what is missing. */
async function someRecordings({ data, limit }: PagesRun): Promise<readonly Recording[] | string> {
  const folder = await packFolder(data, PACKS.ptbxl);
  if (folder === null) return missingPack(data, PACKS.ptbxl);
  const headers = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".hea")).sort();
  const step = Math.max(1, Math.floor(headers.length / limit));
  const chosen = headers.filter((_, index) => index % step === 0).slice(0, limit);
  return Promise.all(chosen.map((name) => readRecording(join(folder, name))));
}

/** The test that holds the recorded hashes, in this Node and in a Chromium where there is one. */
async function samePixels(): Promise<PagePartResult> {
  const { stdout, fault } = await runProgram(
    { command: process.execPath, args: ["--test", "--test-reporter=tap", SAME_PIXELS] },
    { timeLimitMs: SAME_PIXELS_LIMIT_MS },
  );
  const lines = stdout.split("\n").filter((line) => /^(not )?ok \d/.test(line));
  const result = lines.map((line) => ({
    what: line.replace(/^(not )?ok \d+ - /, "").replace(/ # .*/, ""),
    outcome: line.startsWith("not") ? "differs" : line.includes("# SKIP") ? "no Chromium here" : "the same",
  }));
  const passed = fault === null && result.length > 0 && result.every(({ outcome }) => outcome !== "differs");
  const list = result.map(({ what, outcome }) => `- ${what}: ${outcome}`).join("\n");
  return {
    part: "same-pixels",
    result,
    passed,
    markdown: `## The same pixels: Node ${process.versions.node}\n\n${list || fault}\n`,
  };
}
