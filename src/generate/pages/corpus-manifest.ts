// What a folder of pages was made from, written before its first picture. A job that goes on, on this machine or another,
// must mean the same corpus; otherwise a folder would come to hold pages of two recipes with nothing to tell them apart.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UsageError } from "../../ecg/errors.ts";
import { writeFinished } from "../../jobs/write-finished.ts";
import type { PageRecipe } from "../../page/recipe/page-recipe.ts";
import { BATCH_SIZE, type PlannedBatch } from "./corpus-plan.ts";

const manifestSchema = z.object({
  recipe: z.object({ name: z.string(), version: z.number(), sha256: z.string() }),
  seed: z.number(),
  copies: z.number(),
  recordings: z.number(),
  /** Of the sorted keys, one a line. */
  keysSha256: z.string(),
  /** Of what else decides the files: how recordings are read, what is written beside pictures. */
  readingSha256: z.string(),
  batchSize: z.number(),
  batches: z.number(),
  disclaimer: z.string(),
});

export type CorpusManifest = z.infer<typeof manifestSchema>;

export interface CorpusContent {
  readonly recipe: PageRecipe;
  readonly seed: number;
  readonly copies: number;
  readonly batches: readonly PlannedBatch[];
  /** Options that change how recordings are read, or what is written. */
  readonly reading: unknown;
}

export function corpusManifest({ recipe, seed, copies, batches, reading }: CorpusContent): CorpusManifest {
  const keys = batches.flatMap(({ recordings }) => recordings.map(({ key }) => key));
  return {
    recipe: { name: recipe.name, version: recipe.version, sha256: sha256(JSON.stringify(recipe)) },
    seed,
    copies,
    recordings: keys.length,
    keysSha256: sha256(keys.map((key) => `${key}\n`).join("")),
    readingSha256: sha256(JSON.stringify(reading)),
    batchSize: BATCH_SIZE,
    batches: batches.length,
    disclaimer: DISCLAIMER,
  };
}

/** Writes `corpus.json`, or checks the one that is there. Throws UsageError where it is of another corpus. */
export async function claimFolder(folder: string, manifest: CorpusManifest): Promise<void> {
  const path = join(folder, "corpus.json");
  const known = await readManifest(path);
  if (known === null) {
    await writeFinished(path, `${JSON.stringify(manifest, null, 1)}\n`);
    return;
  }
  const other = differing(known, manifest);
  if (other === null) return;
  throw new UsageError(
    `${JSON.stringify(folder)} holds a corpus with another ${other}, wanted the same, or another folder`,
  );
}

async function readManifest(path: string): Promise<CorpusManifest | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new UsageError(`${JSON.stringify(path)} cannot be read, wanted the corpus that it describes`, {
      cause: error,
    });
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new UsageError(
      `${JSON.stringify(path)} does not describe a corpus of pages, wanted another folder`,
      {
        cause: error,
      },
    );
  }
}

/** What differs first, in words and with both values where these say something. */
function differing(known: CorpusManifest, wanted: CorpusManifest): string | null {
  const recipeOf = ({ recipe }: CorpusManifest) => `${recipe.name} version ${recipe.version}`;
  if (recipeOf(known) !== recipeOf(wanted)) return `recipe (${recipeOf(known)}, now ${recipeOf(wanted)})`;
  if (known.recipe.sha256 !== wanted.recipe.sha256) return `content of the recipe ${recipeOf(known)}`;
  if (known.seed !== wanted.seed) return `seed (${known.seed}, now ${wanted.seed})`;
  if (known.copies !== wanted.copies) return `number of copies (${known.copies}, now ${wanted.copies})`;
  if (known.recordings !== wanted.recordings)
    return `number of recordings (${known.recordings}, now ${wanted.recordings})`;
  if (known.keysSha256 !== wanted.keysSha256) return "set of recordings";
  if (known.readingSha256 !== wanted.readingSha256)
    return "way to read the recordings, or other files beside pictures (--fs, --unit, --masks, ...)";
  if (known.batchSize !== wanted.batchSize) return "size of batches";
  return null;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
