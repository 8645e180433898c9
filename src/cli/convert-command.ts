import { dirname, join } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import { collectStream, type RecordingStream } from "../formats/recording-stream.ts";
import { wfdbDataFileName, wfdbRecordName } from "../formats/wfdb/header-text.ts";
import {
  WRITTEN_EXTENSIONS,
  WRITTEN_FORMATS,
  type WrittenFormat,
  writeRecording,
  writtenFormat,
} from "../formats/write-recording.ts";
import { plainText } from "../report/plain-text.ts";
import { type Command, type ParsedArguments, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { recordInputs } from "./record-inputs.ts";
import { recordName } from "./record-name.ts";
import { numberOption, RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

const STANDARD_OUTPUT = "-";
/** 40 MB as Float64; longer recordings are written in pieces where the format allows. */
const LARGEST_IN_MEMORY = 5_000_000;
const endings = WRITTEN_FORMATS.map((format) => WRITTEN_EXTENSIONS[format]).join(", ");

export const convertCommand: Command = {
  usage: `usage: gem convert REC... -o FILE | --out-dir DIR [--to ${WRITTEN_FORMATS.join("|")}]`,
  help: `Writes a recording in another format: CSV (a row of lead names, then millivolts), WFDB format 16 (.hea and .dat),
JSON, a DICOM waveform, HL7 aECG, a FHIR R4 Observation. Names, numbers, dates and free text are left out.

  -o, --output FILE   ending in ${endings}; - for standard output
  --out-dir DIR       for several recordings: DIR/<record>.csv, or as --to says
  --to FORMAT         ${WRITTEN_FORMATS.join(", ")}; by the ending of FILE otherwise, csv in a folder
  --group N           the N-th further group of signals (a median beat), as gem inspect counts them
${RECORDING_HELP}

example: gem convert examples/normal -o normal.dcm`,
  options: {
    ...RECORDING_OPTIONS,
    output: { type: "string", short: "o" },
    "out-dir": { type: "string" },
    to: { type: "string" },
    group: { type: "string" },
  },
  run: async (args) => {
    const asked = formatAsked(args);
    const group = textOption(args, "group");
    const groupNumber = group === undefined ? null : numberOption("--group", group, 1, 1000);
    if (groupNumber !== null && (textOption(args, "from") ?? textOption(args, "for")) !== undefined) {
      throw new UsageError(
        "--group and --from or --for exclude each other: further groups have times of their own",
      );
    }
    const inputs = await recordInputs(args);
    const pathOf = await outputPaths(args, {
      option: "output",
      extension: WRITTEN_EXTENSIONS[asked ?? "csv"],
      names: inputs.names,
      allowedName: asked === "wfdb" ? wfdbRecordName : undefined,
    });
    if (pathOf === null) throw new UsageError("no output given: -o FILE or --out-dir DIR");
    const exitCode = await processRecords<string>({
      records: inputs.names,
      format: "text",
      handle: async (path) => {
        const target = pathOf(path);
        const format = asked ?? (target === STANDARD_OUTPUT ? "csv" : writtenFormat(target));
        if (format === null) {
          throw new UsageError(
            `--output: got ${JSON.stringify(target)}, wanted a name ending in ${endings}, or --to FORMAT`,
          );
        }
        const stream = await inputs.open(path);
        await inputs.refuseOverwriting(writtenPaths(target, format));
        const long = stream.head.sampleCount * stream.head.leadNames.length > LARGEST_IN_MEMORY;
        if (
          long &&
          groupNumber === null &&
          target !== STANDARD_OUTPUT &&
          (format === "csv" || format === "wfdb")
        ) {
          return writeLongRecording(stream, { target, format });
        }
        const recording = selectGroup(await collectStream(stream), groupNumber);
        return target === STANDARD_OUTPUT
          ? writeToStandardOutput(recording, format)
          : writeFiles(recording, { target, format });
      },
      print: (output) => (output === STANDARD_OUTPUT ? "" : `${plainText(output)}\n`),
    });
    await inputs.reportIdentity(true);
    return exitCode;
  },
};

function formatAsked(args: ParsedArguments): WrittenFormat | null {
  const to = textOption(args, "to");
  if (to === undefined) return null;
  const format = WRITTEN_FORMATS.find((name) => name === to);
  if (format === undefined) {
    throw new UsageError(`--to: got ${JSON.stringify(to)}, wanted ${WRITTEN_FORMATS.join(", ")}`);
  }
  return format;
}

function selectGroup(recording: Recording, groupNumber: number | null): Recording {
  if (groupNumber === null) return recording;
  const { otherSignals = [], ...rest } = recording;
  const group = otherSignals[groupNumber - 1];
  if (group === undefined) {
    throw new UsageError(
      `--group: got ${groupNumber}, the recording has ${otherSignals.length} further ${otherSignals.length === 1 ? "group" : "groups"}`,
    );
  }
  // marks count from the start of the recording, and the group has a time of its own
  return { ...rest, leads: group.leads, samplingRateHz: group.samplingRateHz, annotations: [] };
}

async function writeToStandardOutput(recording: Recording, format: WrittenFormat): Promise<string> {
  const [file, ...others] = await writeRecording(recording, { format, baseName: "record" });
  if (others.length > 0) throw new UsageError(`${format} takes several files, wanted a name after -o`);
  process.stdout.write(file.data);
  return STANDARD_OUTPUT;
}

/** Where all files of an output lie. */
function writtenPaths(target: string, format: WrittenFormat): string[] {
  if (format !== "wfdb") return [target];
  const name = wfdbRecordName(recordName(target));
  return [`${name}${WRITTEN_EXTENSIONS.wfdb}`, wfdbDataFileName(name)].map((file) =>
    join(dirname(target), file),
  );
}

/** Writes beside each other all files of a format; gives the path of the one that names the recording. */
async function writeFiles(
  recording: Recording,
  { target, format }: { readonly target: string; readonly format: WrittenFormat },
): Promise<string> {
  const files = await writeRecording(recording, { format, baseName: recordName(target) });
  const paths = files.map((file) => (files.length === 1 ? target : join(dirname(target), file.name)));
  // the file that names the recording comes last: a reader never finds it without the others
  for (const [index, file] of [...files.entries()].reverse()) await writeOutput(paths[index]!, file.data);
  return paths[0]!;
}

/** The same, a piece at a time. */
async function writeLongRecording(
  stream: RecordingStream,
  { target, format }: { readonly target: string; readonly format: "csv" | "wfdb" },
): Promise<string> {
  if (format === "csv") {
    const { writeCsvStream } = await import("../formats/csv/write-csv.ts");
    await writeOutput(target, writeCsvStream(stream));
    return target;
  }
  const { wfdbGainsPerMv, writeWfdbStream } = await import("../formats/wfdb/write-wfdb.ts");
  const gainsPerMv = await wfdbGainsPerMv(stream);
  const files = writeWfdbStream(stream, { recordName: recordName(target), gainsPerMv });
  const header = join(dirname(target), `${files.recordName}.hea`);
  await writeOutput(join(dirname(target), files.dataFileName), files.data);
  await writeOutput(header, files.header());
  return header;
}
