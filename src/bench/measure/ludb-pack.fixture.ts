// A pack in LUDB's form, made of simulated ECGs whose marks are the ones they were drawn by: WFDB records, an annotation
// file a lead, and the index. What is marked is the middle of the recording, as LUDB's readers left out the ends.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LUDB_LEADS } from "../../datasets/ludb-annotations.ts";
import { writeWfdb } from "../../formats/wfdb/write-wfdb.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { LeadWaves, Wave } from "../delineation-score.ts";

/** Codes of annot(5): onset, peak by kind, offset. */
const CODES = { on: 39, off: 40, p: 24, qrs: 1, t: 27 } as const;
const RATE_HZ = 500;

export interface PackRecord {
  readonly id: string;
  readonly labels: readonly string[];
  readonly rateBpm: number;
}

/** Writes `folder`/ludb-dev and returns the marks by record; all leads of a record have the same. */
export async function writeLudbPack(
  folder: string,
  records: readonly PackRecord[],
): Promise<Record<string, LeadWaves>> {
  const pack = join(folder, "ludb-dev");
  await mkdir(join(pack, "records"), { recursive: true });
  const marks: Record<string, LeadWaves> = {};
  const lines: string[] = [];
  for (const { id, labels, rateBpm } of records) {
    const { recording, truth } = syntheticEcg({
      name: id,
      rateBpm,
      durationMs: 10_000,
      samplingRateHz: RATE_HZ,
    });
    const sample = (ms: number): number => Math.round((ms * RATE_HZ) / 1000);
    const beats = truth.beats.slice(1, -1);
    const ends = (wave: { onsetMs: number; peakMs: number; offsetMs: number }): Wave => [
      sample(wave.onsetMs),
      sample(wave.peakMs),
      sample(wave.offsetMs),
    ];
    const own: LeadWaves = {
      p: beats.flatMap(({ p }) => (p === null ? [] : [ends(p)])),
      qrs: beats.map(({ qrsOnsetMs, rPeakMs, qrsOffsetMs }) =>
        ends({ onsetMs: qrsOnsetMs, peakMs: rPeakMs, offsetMs: qrsOffsetMs }),
      ),
      t: beats.flatMap(({ t }) => (t === null ? [] : [ends(t)])),
    };
    const { header, data, dataFileName } = writeWfdb(recording, id);
    await writeFile(join(pack, "records", `${id}.hea`), header);
    await writeFile(join(pack, "records", dataFileName), data);
    for (const lead of LUDB_LEADS)
      await writeFile(join(pack, "records", `${id}.${lead}`), annotationBytes(own));
    lines.push(JSON.stringify({ id: `LUDB-${id}`, path: `records/${id}`, fs: RATE_HZ, labels }));
    marks[id] = own;
  }
  await writeFile(join(pack, "index.jsonl"), `${lines.join("\n")}\n`);
  return marks;
}

/** Words of code * 1024 + samples since the last mark; intervals here stay below 1,024. */
function annotationBytes(waves: LeadWaves): Buffer {
  const marks = (["p", "qrs", "t"] as const).flatMap((kind) =>
    waves[kind].flatMap(([onset, peak, offset]) => [
      { code: CODES.on, at: onset! },
      { code: CODES[kind], at: peak! },
      { code: CODES.off, at: offset! },
    ]),
  );
  const words: number[] = [];
  let last = 0;
  for (const { code, at } of marks.toSorted((a, b) => a.at - b.at)) {
    words.push(code * 1024 + at - last);
    last = at;
  }
  const bytes = Buffer.alloc(2 * words.length + 2);
  for (const [index, word] of words.entries()) bytes.writeUInt16LE(word, 2 * index);
  return bytes;
}
