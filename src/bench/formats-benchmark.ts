// `gem bench formats`: what the readers of ECG files are worth. Agreement with the readers of others on a folder of real
// files, sample by sample; broken files; speed beside theirs; a day-long recording; the size of the browser bundle.
import { fileURLToPath } from "node:url";
import { GemError } from "../ecg/errors.ts";
import { compareFile, type FileAgreement } from "./formats/agreement.ts";
import { bundleSize } from "./formats/bundle-size.ts";
import { breakFile, type HostileResult } from "./formats/hostile-files.ts";
import { hostileTargets } from "./formats/hostile-targets.ts";
import { readInBrowser } from "./formats/in-browser.ts";
import { longRecordings } from "./formats/long-recordings.ts";
import { readCpuMs } from "./formats/read-speed.ts";
import { readTruth } from "./formats/truth.ts";
import { compareTwins, type TwinAgreement } from "./formats/twins.ts";
import { decimal, markdownTable } from "./markdown-table.ts";
import type { FormatPart } from "./parts.ts";

export interface FormatsRun {
  /** Folder of ECG files. */
  readonly data: string | undefined;
  readonly python: string;
  readonly chromium: string;
  /** Broken versions of each file. */
  readonly runs: number;
}

export interface FormatPartResult {
  readonly part: FormatPart;
  readonly result: object;
  readonly markdown: string;
  /** False where something differs that should be equal, or breaks that should be refused. */
  readonly passed: boolean;
}

const LARGEST_BUNDLE_BYTES = 120_000;
const LARGEST_STREAM_BYTES = 200_000_000;
const EXAMPLE = fileURLToPath(new URL("../../examples/normal", import.meta.url));

export async function runFormatPart(part: FormatPart, run: FormatsRun): Promise<FormatPartResult> {
  try {
    switch (part) {
      case "agreement":
        return agreementPart(await compareAll(run), await compareTwins(folderOf(run)));
      case "hostile":
        return hostilePart(await breakAll(run));
      case "speed":
        return speedPart(await readCpuMs(EXAMPLE));
      case "long": {
        const result = await longRecordings();
        const rows = result.map(({ what, peakBytes, wallMs }) => [
          what,
          decimal(peakBytes / 1e6),
          decimal(wallMs / 1000),
        ]);
        const table = markdownTable(["24 h, 2 leads, 250 Hz", "peak MB", "s"], rows);
        return {
          part,
          result,
          markdown: `## long recordings\n\n${table}\n`,
          passed: result.every(({ peakBytes }) => peakBytes < LARGEST_STREAM_BYTES),
        };
      }
      case "bundle": {
        const result = await bundleSize();
        const kilobytes = (bytes: number) => `${decimal(bytes / 1000)} KB`;
        const more = `writers ${kilobytes(result.writersGzipBytes)}, HDF5 ${kilobytes(result.hdf5GzipBytes)} more`;
        const text = `${kilobytes(result.readersGzipBytes)} gzip in one file, target 120 KB; ${more}. Split: ${kilobytes(result.firstGzipBytes)} first, then a file a decoder`;
        const passed = result.readersGzipBytes < LARGEST_BUNDLE_BYTES;
        return { part, result, markdown: `## browser bundle of all readers\n\n${text}\n`, passed };
      }
      case "browser": {
        const result = await readInBrowser(folderOf(run), run.chromium);
        const text = `${result.recordings} recordings read in Chromium and in Node, ${result.unequal.length} not equal to the bit.`;
        const lines = [text, ...result.unequal.map((line) => `- ${line}`)];
        const passed = result.unequal.length === 0;
        return { part, result, markdown: `## in a browser tab\n\n${lines.join("\n")}\n`, passed };
      }
    }
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return {
      part,
      result: { lacks: error.message },
      markdown: `## ${part}: not measured\n\n${error.message}\n`,
      passed: false,
    };
  }
}

function folderOf({ data }: FormatsRun): string {
  if (data === undefined) throw new GemError("incomplete", "no folder of ECG files: --data DIR");
  return data;
}

async function compareAll(run: FormatsRun): Promise<FileAgreement[]> {
  const folder = folderOf(run);
  const agreements: FileAgreement[] = [];
  for (const truth of await readTruth(folder, run.python)) agreements.push(await compareFile(folder, truth));
  return agreements;
}

function agreementPart(result: readonly FileAgreement[], twins: readonly TwinAgreement[]): FormatPartResult {
  const rows = result.map((file) => [
    file.path,
    file.reader,
    String(file.leads),
    String(file.samples),
    String(file.unequal),
    file.largestDifferenceMv === 0 ? "0" : file.largestDifferenceMv.toExponential(1),
    decimal(file.ourMs, 2),
    decimal(file.theirMs, 2),
  ]);
  const head = ["file", "their reader", "leads", "samples", "unequal", "largest mV", "our ms", "their ms"];
  const remarks = result.flatMap(({ path, remarks: said }) => said.map((remark) => `- ${path}: ${remark}`));
  const total = result.reduce((sum, file) => sum + file.samples, 0);
  const unequal = result.reduce((sum, file) => sum + file.unequal, 0);
  const twinLines = twins.flatMap(({ path, against, samples, largestDifferenceMv }) =>
    largestDifferenceMv === null
      ? []
      : `- ${path} and ${against} are one recording: ${samples} samples, largest difference ${largestDifferenceMv} mV`,
  );
  const summary = `${result.length} files, ${total} samples, ${unequal} that are not equal to the bit.`;
  return {
    part: "agreement",
    result: { files: result, twins },
    markdown: `## agreement\n\n${markdownTable(head, rows)}\n\n${[summary, ...twinLines, ...remarks].join("\n")}\n`,
    passed: unequal === 0,
  };
}

async function breakAll(run: FormatsRun): Promise<HostileResult[]> {
  const folder = folderOf(run);
  const results: HostileResult[] = [];
  for (const [seed, target] of (await hostileTargets(folder)).entries()) {
    results.push(await breakFile(folder, { ...target, runs: run.runs, seed }));
  }
  return results;
}

function hostilePart(result: readonly HostileResult[]): FormatPartResult {
  const sum = (files: readonly HostileResult[], count: (file: HostileResult) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  const row = (name: string, files: readonly HostileResult[]) => [
    name,
    String(files.length),
    String(sum(files, ({ runs }) => runs)),
    String(sum(files, ({ read }) => read)),
    String(sum(files, ({ refused }) => refused)),
    String(sum(files, ({ faults: found }) => found.length)),
    decimal(Math.max(...files.map(({ slowestMs }) => slowestMs)), 0),
    decimal(Math.max(...files.map(({ grownBytes }) => grownBytes)) / 1e6, 0),
  ];
  const byFormat = [...Map.groupBy(result, ({ format }) => format)].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = [...byFormat.map(([format, files]) => row(format, files)), row("all", result)];
  const head = ["format", "files", "broken", "still read", "refused", "faults", "slowest ms", "most MB more"];
  const faults = result.flatMap((file) => file.faults.slice(0, 3).map((fault) => `- ${file.path}: ${fault}`));
  return {
    part: "hostile",
    result,
    markdown: `## broken files\n\n${markdownTable(head, rows)}\n${faults.map((line) => `\n${line}`).join("")}\n`,
    passed: result.every(({ faults: found }) => found.length === 0),
  };
}

function speedPart(cpuMs: number): FormatPartResult {
  const text = `${decimal(cpuMs, 2)} ms CPU from path to Recording, a 10 s 12-lead 500 Hz WFDB record; target 2 ms`;
  return { part: "speed", result: { cpuMs }, markdown: `## speed\n\n${text}\n`, passed: cpuMs < 2 };
}
