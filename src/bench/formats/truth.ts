// What the readers of others see in a folder of files: read-truth.py, run by a Python that has them.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { GemError } from "../../ecg/errors.ts";

const TruthLeadSchema = z.object({ name: z.string(), file: z.string(), samples: z.number() });
const TruthLineSchema = z.object({
  path: z.string(),
  reader: z.string(),
  error: z.string().optional(),
  seconds: z.number().optional(),
  groups: z
    .array(z.object({ rateHz: z.number(), exam: z.string().optional(), leads: z.array(TruthLeadSchema) }))
    .default([]),
  annotations: z.array(z.array(z.union([z.number(), z.string()]))).optional(),
});

export interface TruthLead {
  readonly name: string;
  readonly samplesMv: Float64Array;
}

export interface TruthFile {
  /** Relative to the folder. */
  readonly path: string;
  /** "pydicom 3.0.2". */
  readonly reader: string;
  /** What the reader said where it could not. */
  readonly error: string | null;
  /** CPU time of one read, warmed up. */
  readonly seconds: number | null;
  readonly groups: readonly {
    readonly rateHz: number;
    readonly exam: string | null;
    readonly leads: readonly TruthLead[];
  }[];
  readonly annotations: readonly (readonly (number | string)[])[] | null;
}

const SCRIPT = fileURLToPath(new URL("read-truth.py", import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url));

/** Throws GemError where Python or one of the readers is missing. */
export async function readTruth(folder: string, python: string): Promise<TruthFile[]> {
  const out = await mkdtemp(join(tmpdir(), "gem-truth-"));
  try {
    await promisify(execFile)(python, [SCRIPT, folder, out]).catch((error: Error) => {
      const said = error.message.trim().split("\n").at(-1);
      throw new GemError(
        "incomplete",
        `${python} could not run the oracle readers (${said}); --python names one that has ${REQUIREMENTS}`,
      );
    });
    const text = await readFile(join(out, "truth.jsonl"), "utf8");
    const lines = text.trimEnd().split("\n");
    return await Promise.all(lines.map((line) => truthFile(TruthLineSchema.parse(JSON.parse(line)), out)));
  } finally {
    await rm(out, { recursive: true });
  }
}

async function truthFile(line: z.infer<typeof TruthLineSchema>, out: string): Promise<TruthFile> {
  const groups = await Promise.all(
    line.groups.map(async ({ rateHz, exam = null, leads }) => ({
      rateHz,
      exam,
      leads: await Promise.all(
        leads.map(async ({ name, file }) => {
          const bytes = await readFile(join(out, file));
          return { name, samplesMv: new Float64Array(new Uint8Array(bytes).buffer) };
        }),
      ),
    })),
  );
  return {
    ...line,
    error: line.error ?? null,
    seconds: line.seconds ?? null,
    groups,
    annotations: line.annotations ?? null,
  };
}
