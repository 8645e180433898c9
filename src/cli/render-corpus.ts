// `gem render --recipe`: many recordings into a folder of pages with their truth, by a recipe. Interrupted once, it ends
// after the batches under way; the next run goes on where this one stopped.
import { availableParallelism } from "node:os";
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import { findRecordings } from "../formats/find-recordings.ts";
import { localStore } from "../formats/read-recording.ts";
import { type CorpusProgress, drawPageCorpus } from "../generate/pages/page-corpus.ts";
import { readPageRecipe } from "../generate/pages/read-page-recipe.ts";
import { parseShard, WHOLE } from "../jobs/shard.ts";
import { plainText } from "../report/plain-text.ts";
import { flag, type ParsedArguments, textOption } from "./command.ts";
import { numberOption, recordingOptions } from "./recording-options.ts";
import { PAGE_OPTIONS } from "./render-options.ts";
import { makeOutputFolder } from "./write-output.ts";

/** Those of drawing one page would contradict the recipe. */
const ONE_PAGE_OPTIONS = ["output", "meta", "svg", "pdf", "dpi", ...Object.keys(PAGE_OPTIONS)];
const INTERRUPTED = 130;

export const CORPUS_HELP = `  --recipe NAME|FILE  with --out-dir: pages for a data set, drawn and photographed as the recipe says, each with its
                      truth as a line of pages-NNNNN.jsonl; a run that was stopped goes on where it was
  --seed N            of the recipe's chances (default 1); the same pictures whoever draws them
  --copies N          pictures a recording (default 1)
  --masks             also DIR/<record>.mask.png: what each pixel shows
  --yolo, --coco      boxes of leads, names, grid, pulses and notes: DIR/<record>.txt; coco-NNNNN.json
  --workers N         threads (default: one a core)
  --shard I/N         only this machine's share of the batches`;

export const CORPUS_OPTIONS: ParseArgsOptionsConfig = {
  recipe: { type: "string" },
  seed: { type: "string" },
  copies: { type: "string" },
  masks: { type: "boolean" },
  yolo: { type: "boolean" },
  coco: { type: "boolean" },
  workers: { type: "string" },
  shard: { type: "string" },
};

/** The recipe that is asked for, or null; throws UsageError for options that only mean something beside one. */
export function corpusRecipe(args: ParsedArguments): string | null {
  const recipe = textOption(args, "recipe");
  if (recipe !== undefined) return recipe;
  const stray = Object.keys(CORPUS_OPTIONS).find((name) => args.values[name] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} needs --recipe`);
  return null;
}

export async function renderCorpus(args: ParsedArguments, recipeName: string): Promise<number> {
  const excluded = ONE_PAGE_OPTIONS.find((name) => args.values[name] !== undefined);
  if (excluded !== undefined) throw new UsageError(`--${excluded} and --recipe exclude each other`);
  const folder = textOption(args, "out-dir");
  if (folder === undefined) throw new UsageError("--recipe needs --out-dir DIR");
  if (args.positionals.length === 0) throw new UsageError("no recording given");
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const value = numberOption(`--${name}`, textOption(args, name) ?? String(fallback), least, most);
    if (Number.isInteger(value)) return value;
    throw new UsageError(`--${name}: got ${value}, wanted a whole number`);
  };
  const seed = whole("seed", 1, 0, 0xffffffff);
  const copies = whole("copies", 1, 1, 1000);
  const workerCount = whole("workers", availableParallelism(), 1, 1024);
  const shardText = textOption(args, "shard");
  const shard = shardText === undefined ? WHOLE : parseShard(shardText);
  const recipe = await readPageRecipe(recipeName);
  const { names, leftOut } = await findRecordings(localStore(), args.positionals);
  if (leftOut.length > 0) process.stderr.write(`gem: ${leftOut.length} files are no ECG and were left out\n`);
  await makeOutputFolder(folder);

  const stop = new AbortController();
  const onInterrupt = () => {
    // a second one ends it at once: what is finished stays finished
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
    process.stderr.write("\ngem: ending after the batches under way; again to end at once\n");
  };
  process.on("SIGINT", onInterrupt).on("SIGTERM", onInterrupt);
  const begin = performance.now();
  const shows = process.stderr.isTTY;
  const progress = await drawPageCorpus({
    recipe,
    seed,
    copies,
    inputs: args.positionals,
    names,
    folder,
    reading: recordingOptions(args),
    extras: { masks: flag(args, "masks"), yolo: flag(args, "yolo"), coco: flag(args, "coco") },
    workerCount,
    shard,
    signal: stop.signal,
    onBatch(now) {
      if (shows) process.stderr.write(`\r\u001b[K${progressText(now, performance.now() - begin)}`);
    },
    onFailure: (message) => {
      process.stderr.write(`${shows ? "\r\u001b[K" : ""}gem: ${plainText(message)}\n`);
    },
  }).finally(() => process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt));
  if (shows) process.stderr.write("\r\u001b[K");
  const { found, drawn, batches, pictures, failures } = progress;
  process.stdout.write(
    `${plainText(folder)}: ${pictures} pictures drawn; ${found + drawn} of ${batches} batches are there\n`,
  );
  if (stop.signal.aborted) return INTERRUPTED;
  if (failures === 0) return 0;
  return pictures === 0 && found === 0 ? 1 : 3;
}

function progressText({ found, drawn, batches, pictures }: CorpusProgress, elapsedMs: number): string {
  const perSecond = pictures / (elapsedMs / 1000);
  const left = ((batches - found - drawn) * elapsedMs) / Math.max(1, drawn) / 1000;
  return `${found + drawn}/${batches} batches, ${pictures} pictures, ${perSecond.toFixed(1)} a second, ${duration(left)} left`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
