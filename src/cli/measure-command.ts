import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { LongResult } from "../ecg/long-measurements.ts";
import type { Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { LONGEST_WHOLE_MS } from "../measure/long/measure-stream.ts";
import { measurePaperRecording } from "../measure/paper/measure-paper-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { longMeasurementsText } from "../report/long-measurements-text.ts";
import { measurementsText } from "../report/measurements-text.ts";
import { type Command, textOption } from "./command.ts";
import { measureLong } from "./measure-long.ts";
import { PICTURE_HELP, PICTURE_OPTIONS, pictureOptions } from "./picture-options.ts";
import { processRecords } from "./process-records.ts";
import { recordInputs } from "./record-inputs.ts";
import { outputFormat, recordName } from "./record-name.ts";
import { numberOption, RECORDING_HELP, RECORDING_OPTIONS } from "./recording-options.ts";

type Result = (Measurements | LongResult) & { disclaimer: string };

/** A window has to hold some beats, and little enough to be held in memory several times over. */
const WINDOW_SECONDS = { least: 10, most: 600 };

export const measureCommand: Command = {
  usage: "usage: gem measure REC... [--json | --jsonl]",
  help: `Measures every beat in every lead.

  --json           the Measurements as JSON (an array for several records)
  --jsonl          one object a line, as each is ready
  --window S       in windows of S seconds, however short the recording is
${RECORDING_HELP}
${PICTURE_HELP}

Recordings of more than ${LONGEST_WHOLE_MS / 60_000} minutes are measured in windows of a minute, with little memory. --jsonl writes the
Measurements of each window as it is ready (record.startMs says where it starts, all times count from the start of
the recording, beats are numbered through) and then a line with the summary. --json writes one object: the summary,
all beats and the values of each window; waves of single beats and median beats are in --jsonl only.

example: gem measure examples/normal --json`,
  options: {
    ...RECORDING_OPTIONS,
    ...PICTURE_OPTIONS,
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
    window: { type: "string" },
  },
  run: async (args) => {
    const window = textOption(args, "window");
    const windowMs =
      window === undefined
        ? undefined
        : 1000 * numberOption("--window", window, WINDOW_SECONDS.least, WINDOW_SECONDS.most);
    const inputs = await recordInputs(args, { picture: pictureOptions(args) });
    const delineator = await readDelineator();
    const measure = (recording: Recording) => measurePaperRecording(recording, { delineator });
    const format = outputFormat(args.values);
    const exitCode = await processRecords<Result>({
      records: inputs.names,
      failedName: inputs.failedName,
      format,
      handle: async (path) => {
        const stream = await inputs.open(path);
        const lengthMs = (stream.head.sampleCount / stream.head.samplingRateHz) * 1000;
        if (windowMs !== undefined || lengthMs > LONGEST_WHOLE_MS) {
          return measureLong(stream, { measure, format, windowMs, name: recordName(path) });
        }
        return { ...measure(await inputs.read(path)), disclaimer: DISCLAIMER };
      },
      print: (result) => {
        const text = "summary" in result ? longMeasurementsText(result) : measurementsText(result);
        return `${text}\n${result.disclaimer}\n`;
      },
    });
    await inputs.reportIdentity();
    return exitCode;
  },
};
