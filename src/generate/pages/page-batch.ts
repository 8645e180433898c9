// Draws one batch of a corpus, in whatever thread: pictures beside each other in folders as their recordings lie, then the
// batch's own file with a line for each. That file comes last and is the only sign of progress; pictures of a batch
// without it are drawn again, to the same bytes.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { localStore, type ReadOptions, readRecording } from "../../formats/read-recording.ts";
import type { TaskHandler } from "../../jobs/task-handler.ts";
import { writeFinished } from "../../jobs/write-finished.ts";
import { type DrawnPicture, drawPicture } from "../../page/recipe/draw-picture.ts";
import type { PageRecipe } from "../../page/recipe/page-recipe.ts";
import { drawPlanned } from "../../page/recipe/plan-page.ts";
import { yoloLines } from "../../page/truth/detection-boxes.ts";
import { type CocoPicture, cocoOf } from "./coco-file.ts";
import { BATCH_SIZE, batchFile, cocoFile, type PlannedBatch } from "./corpus-plan.ts";

const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 3 });

export interface BatchSetup {
  readonly recipe: PageRecipe;
  readonly seed: number;
  /** Pictures a recording. */
  readonly copies: number;
  readonly folder: string;
  readonly reading: Omit<ReadOptions, "store">;
  readonly extras: PictureExtras;
}

/** What else is written for each picture. */
export interface PictureExtras {
  /** A class a pixel, beside it. */
  readonly masks: boolean;
  /** Boxes as YOLO's lines, beside it. */
  readonly yolo: boolean;
  /** Boxes and outlines as COCO's JSON, a file a batch. */
  readonly coco: boolean;
}

export interface BatchOutcome {
  readonly pictures: number;
  /** Recordings without a picture. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

export function createHandler(setup: BatchSetup): TaskHandler<PlannedBatch, BatchOutcome> {
  // one store for all batches of a worker, so that an archive is opened once
  const store = localStore();
  return async (batch) => {
    const lines: string[] = [];
    const coco: CocoPicture[] = [];
    const failures: { name: string; message: string }[] = [];
    const fail = (name: string, key: string, { code, message }: GemError) => {
      failures.push({ name, message });
      // messages may name files; the corpus says only what went wrong
      lines.push(JSON.stringify({ record: { key }, error: { code } }));
    };
    for (const { name, key } of batch.recordings) {
      const recording = await readRecording(name, { ...setup.reading, store }).catch(refusal);
      if (recording instanceof GemError) {
        fail(name, key, recording);
        continue;
      }
      const { sha256 } = recording.source;
      for (let copy = 0; copy < setup.copies; copy++) {
        const picture = await drawnPicture(setup, recording, { key, copy }).catch(refusal);
        if (picture instanceof GemError) {
          fail(name, key, picture);
          break;
        }
        const written = await writePicture(setup, { key, copy, sha256, picture });
        lines.push(written.line);
        const place = batch.index * BATCH_SIZE * setup.copies + lines.length;
        if (setup.extras.coco) coco.push({ id: place, fileName: written.image, truth: picture.truth });
      }
    }
    if (setup.extras.coco)
      await writeFinished(join(setup.folder, cocoFile(batch.index)), JSON.stringify(cocoOf(coco)));
    const text = lines.map((line) => `${line}\n`).join("");
    await writeFinished(join(setup.folder, batchFile(batch.index)), text);
    return { pictures: lines.length - failures.length, failures };
  };
}

/** What a caller can act on is the recording's own failure; all else ends the job. */
function refusal(error: unknown): GemError {
  if (error instanceof GemError) return error;
  throw error;
}

function drawnPicture(
  { recipe, seed, extras }: BatchSetup,
  recording: Recording,
  { key, copy }: { key: string; copy: number },
): Promise<DrawnPicture> {
  return drawPlanned(recipe, { seed, key, copy }, (plan) =>
    drawPicture(recording, plan, { deflate, withMask: extras.masks }),
  );
}

/** Writes the files of one picture and returns its line. Throws FileAccessError. */
async function writePicture(
  { recipe, seed, folder, extras }: BatchSetup,
  { key, copy, sha256, picture }: { key: string; copy: number; sha256: string; picture: DrawnPicture },
): Promise<{ image: string; line: string }> {
  const base = copy === 0 ? key : `${key}-${copy + 1}`;
  const image = `${base}${recipe.picture === "png" ? ".png" : ".jpg"}`;
  const mask = picture.mask === null ? null : `${base}.mask.png`;
  await mkdir(dirname(join(folder, image)), { recursive: true });
  await writeFinished(join(folder, image), picture.bytes);
  if (picture.mask !== null && mask !== null) await writeFinished(join(folder, mask), picture.mask);
  if (extras.yolo) await writeFinished(join(folder, `${base}.txt`), yoloLines(picture.truth));
  const line = JSON.stringify({
    image,
    ...(mask === null ? {} : { mask }),
    record: { key, copy, sha256 },
    recipe: { name: recipe.name, version: recipe.version, seed },
    ...picture.truth,
  });
  return { image, line };
}
