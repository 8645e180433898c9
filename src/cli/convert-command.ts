import { dirname, extname, join, resolve } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { readRecording } from "../formats/read-recording.ts";
import { writeWfdb } from "../formats/wfdb/write-wfdb.ts";
import { plainText } from "../report/plain-text.ts";
import { type Command, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { recordName } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS, recordingOptions } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

export const convertCommand: Command = {
  usage: "usage: gem convert REC... -o OUT.csv|OUT.hea | --out-dir DIR [--to csv|wfdb]",
  help: `Writes a recording as CSV (a row of lead names, then millivolts) or as WFDB format 16 (.hea and .dat).

  -o, --output FILE   ending in .csv or .hea
  --out-dir DIR       for several recordings: DIR/<record>.csv, or .hea with --to wfdb
${RECORDING_HELP}

example: gem convert examples/normal -o normal.csv`,
  options: {
    ...RECORDING_OPTIONS,
    output: { type: "string", short: "o" },
    "out-dir": { type: "string" },
    to: { type: "string" },
  },
  run: async (args) => {
    const options = recordingOptions(args);
    const to = textOption(args, "to") ?? "csv";
    if (to !== "csv" && to !== "wfdb")
      throw new UsageError(`--to: got ${JSON.stringify(to)}, wanted csv or wfdb`);
    const pathOf = await outputPaths(args, { option: "output", extension: to === "csv" ? ".csv" : ".hea" });
    if (pathOf === null) throw new UsageError("no output given: -o FILE or --out-dir DIR");
    return processRecords<string>({
      records: args.positionals,
      format: "text",
      handle: async (path) => {
        const target = pathOf(path);
        const kind = extname(target).toLowerCase();
        if (kind !== ".csv" && kind !== ".hea") {
          throw new UsageError(
            `--output: got ${JSON.stringify(target)}, wanted a name ending in .csv or .hea`,
          );
        }
        const recording = await readRecording(path, options);
        const folder = dirname(target);
        const files = kind === ".hea" ? writeWfdb(recording, recordName(target)) : null;
        const output = files === null ? target : join(folder, `${files.recordName}.hea`);
        const sameRecord =
          resolve(dirname(path), recordName(path)) === resolve(folder, recordName(output)) &&
          recording.source.format === (files === null ? "csv" : "wfdb");
        if (sameRecord) {
          throw new UsageError(
            `${JSON.stringify(output)} would overwrite the recording it is made from, wanted another name`,
          );
        }
        if (files === null) await writeOutput(output, writeCsv(recording));
        else {
          await writeOutput(join(folder, files.dataFileName), files.data);
          await writeOutput(output, files.header);
        }
        return output;
      },
      print: (output) => `${plainText(output)}\n`,
    });
  },
};
