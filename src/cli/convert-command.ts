import { mkdir, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { readRecording } from "../formats/read-recording.ts";
import { writeCsv } from "../formats/write-csv.ts";
import { writeWfdb } from "../formats/write-wfdb.ts";
import { type Command, textOption } from "./command.ts";
import { outputPaths } from "./output-paths.ts";
import { processRecords } from "./process-records.ts";
import { recordName } from "./record-name.ts";
import { RECORDING_HELP, RECORDING_OPTIONS, recordingOptions } from "./recording-options.ts";

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
        await mkdir(dirname(target), { recursive: true });
        if (kind === ".csv") await writeFile(target, writeCsv(recording));
        else {
          const files = writeWfdb(recording, recordName(target));
          await writeFile(join(dirname(target), `${files.recordName}.hea`), files.header);
          await writeFile(join(dirname(target), files.dataFileName), files.data);
        }
        return target;
      },
      print: (target) => `${target}\n`,
    });
  },
};
