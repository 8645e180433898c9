// A day of two leads at 250 Hz, 43 million samples, made here and read in pieces: peak memory and time of a whole
// `gem` process. The signal is a row of sines; nothing depends on its shape.
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGem } from "../run-gem.ts";

export interface LongReading {
  readonly what: string;
  readonly peakBytes: number;
  readonly wallMs: number;
}

const RATE_HZ = 250;
const DAY_SAMPLES = 24 * 3600 * RATE_HZ;
const SECONDS_A_BLOCK = 3600;
const ISHNE_HEADER_BYTES = 522;

export async function longRecordings(): Promise<LongReading[]> {
  const folder = await mkdtemp(join(tmpdir(), "gem-day-"));
  try {
    await writeFile(join(folder, "day.hea"), wfdbHeader());
    await writeDay(join(folder, "day.dat"), new Uint8Array(0));
    await writeDay(join(folder, "day.ecg"), ishneHeader());
    const readings: LongReading[] = [];
    for (const [what, args] of [
      ["WFDB, inspected", ["inspect", join(folder, "day.hea")]],
      ["ISHNE, inspected", ["inspect", join(folder, "day.ecg")]],
      ["ISHNE to WFDB", ["convert", join(folder, "day.ecg"), "-o", join(folder, "from-ishne.hea")]],
      [
        "ten seconds of ISHNE, measured",
        ["measure", join(folder, "day.ecg"), "--from", "43200", "--for", "10"],
      ],
    ] as const) {
      const { peakBytes, wallMs } = await runGem({ args, through: "node", usage: true });
      readings.push({ what, peakBytes: peakBytes ?? 0, wallMs });
    }
    return readings;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeDay(path: string, header: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  const block = new DataView(new ArrayBuffer(4 * SECONDS_A_BLOCK * RATE_HZ));
  for (let i = 0; i < SECONDS_A_BLOCK * RATE_HZ; i++) {
    block.setInt16(4 * i, Math.round(500 * Math.sin(i / 40)), true);
    block.setInt16(4 * i + 2, Math.round(300 * Math.sin(i / 25)), true);
  }
  await file.write(header);
  for (let seconds = 0; seconds < 24 * 3600; seconds += SECONDS_A_BLOCK) {
    await file.write(new Uint8Array(block.buffer));
  }
  await file.close();
}

function wfdbHeader(): string {
  const signals = ["I", "II"].map((name) => `day.dat 16 200/mV 16 0 0 0 0 ${name}`);
  return `${[`day 2 ${RATE_HZ} ${DAY_SAMPLES}`, ...signals].join("\n")}\n`;
}

/** By the ISHNE standard output format (Badilini 1998): 522 bytes, two leads I and II of 5000 nV a unit. */
function ishneHeader(): Uint8Array {
  const header = new DataView(new ArrayBuffer(ISHNE_HEADER_BYTES));
  new Uint8Array(header.buffer).set(new TextEncoder().encode("ISHNE1.0"));
  header.setInt32(14, DAY_SAMPLES, true);
  header.setInt32(18, ISHNE_HEADER_BYTES, true);
  header.setInt32(22, ISHNE_HEADER_BYTES, true);
  header.setInt16(26, 1, true);
  header.setInt16(156, 2, true);
  for (let lead = 0; lead < 12; lead++) {
    header.setInt16(158 + 2 * lead, lead < 2 ? 5 + lead : -9, true);
    header.setInt16(182 + 2 * lead, lead < 2 ? 1 : -9, true);
    header.setInt16(206 + 2 * lead, lead < 2 ? 5000 : -9, true);
  }
  header.setInt16(272, RATE_HZ, true);
  return new Uint8Array(header.buffer);
}
